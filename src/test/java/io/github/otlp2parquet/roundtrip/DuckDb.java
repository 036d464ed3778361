package io.github.otlp2parquet.roundtrip;

import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/** Reads Parquet files with DuckDB. */
final class DuckDb implements AutoCloseable {
  private final Connection connection;

  DuckDb() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 1");
    }
  }

  /** The rows of each file in its order; timestamps are microseconds since 1970. */
  Map<Path, List<Row>> rows(List<Path> files) throws SQLException {
    String query =
        """
        SELECT filename, * EXCLUDE (filename, file_row_number)
          REPLACE (epoch_us("time") AS "time", epoch_us(ingest_time) AS ingest_time)
        FROM read_parquet(%s, filename = true, file_row_number = true)
        ORDER BY filename, file_row_number"""
            .formatted(files.stream().map(file -> "'" + file + "'").toList());
    Map<Path, List<Row>> rows = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      ResultSetMetaData columns = result.getMetaData();
      while (result.next()) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 2; i <= columns.getColumnCount(); i++) {
          values.put(columns.getColumnName(i), value(result.getObject(i)));
        }

        rows.computeIfAbsent(Path.of(result.getString(1)), file -> new ArrayList<>())
            .add(new Row(values));
      }
    }

    return rows;
  }

  private static @Nullable Object value(@Nullable Object value) throws SQLException {
    return switch (value) {
      case Array array -> elements((Object[]) array.getArray());
      case DuckDBStruct struct -> {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (Map.Entry<String, Object> field : struct.getMap().entrySet()) {
          fields.put(field.getKey(), value(field.getValue()));
        }

        yield fields;
      }
      case null -> null;
      default -> value;
    };
  }

  private static List<?> elements(@Nullable Object[] elements) throws SQLException {
    @Nullable Object[] values = new Object[elements.length];
    for (int i = 0; i < elements.length; i++) {
      values[i] = value(elements[i]);
    }

    return Arrays.asList(values);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
