package io.github.otlp2parquet.parquet;

import io.github.otlp2parquet.table.Column;
import io.github.otlp2parquet.table.Table;
import io.github.otlp2parquet.table.Type;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads files by DuckDB, which shares no code with the writer. */
final class DuckDb implements AutoCloseable {
  private final Connection connection;

  DuckDb() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
  }

  /** All rows of a file in its order, values as {@link TestRows} has them. */
  List<List<@Nullable Object>> read(Table table, EncodedFile file, Path directory)
      throws IOException, SQLException {
    String columns = table.columns().stream().map(DuckDb::select).collect(Collectors.joining(", "));
    return query("select " + columns + " from", file, directory, "order by file_row_number");
  }

  private static String select(Column column) {
    return column.type() == Type.Primitive.TIMESTAMP
        ? "epoch_us(\"" + column.name() + "\")"
        : "\"" + column.name() + "\"";
  }

  /** Runs a query over a file, whose name comes between the two parts. */
  List<List<@Nullable Object>> query(String select, EncodedFile file, Path directory, String rest)
      throws IOException, SQLException {
    Path path = Files.createTempFile(directory, "file", ".parquet");
    try (OutputStream out = Files.newOutputStream(path)) {
      file.bytes().writeTo(out);
    }

    String source = " read_parquet('" + path + "', file_row_number = true) ";
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(select + source + rest)) {
      return rows(result);
    }
  }

  private static List<List<@Nullable Object>> rows(ResultSet result) throws SQLException {
    int columns = result.getMetaData().getColumnCount();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    while (result.next()) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int column = 1; column <= columns; column++) {
        row.add(plain(result.getObject(column)));
      }

      rows.add(row);
    }

    return rows;
  }

  private static @Nullable Object plain(@Nullable Object value) throws SQLException {
    return switch (value) {
      case Array array -> plain((Object[]) array.getArray());
      case Struct struct -> plain(struct.getAttributes());
      case null, default -> value;
    };
  }

  private static List<@Nullable Object> plain(@Nullable Object[] values) throws SQLException {
    List<@Nullable Object> list = new ArrayList<>();
    for (@Nullable Object value : Arrays.asList(values)) {
      list.add(plain(value));
    }

    return list;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
