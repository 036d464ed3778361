package io.github.otlp2parquet.local.check;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** DuckDB in this process, with a view for each table over its data files. */
final class DuckDb implements AutoCloseable {
  private final Connection connection;

  DuckDb() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    execute("SET TimeZone = 'UTC'");
  }

  /** Rows and the files that they lie in. */
  record Count(long rows, long files) {}

  /** Makes the files a view of the table's name. */
  void addTable(String table, List<Path> files) throws SQLException {
    String paths =
        files.stream()
            .map(path -> "'" + path.toString().replace("'", "''") + "'")
            .collect(Collectors.joining(", "));
    execute(
        "CREATE VIEW %s AS SELECT * FROM read_parquet([%s], union_by_name = true, filename = true)"
            .formatted(table, paths));
  }

  /** Counts the rows of a run. */
  Count count(String table, String run) throws SQLException {
    String sql =
        """
        SELECT count(*), count(DISTINCT filename) FROM %s
        WHERE resource_attributes ->> '$."%s"' = ?"""
            .formatted(table, Mark.RUN);
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, run);
      try (ResultSet result = query.executeQuery()) {
        result.next();
        return new Count(result.getLong(1), result.getLong(2));
      }
    }
  }

  Grid query(String sql) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet result = query.executeQuery(sql)) {
      int width = result.getMetaData().getColumnCount();
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= width; i++) {
        columns.add(result.getMetaData().getColumnLabel(i));
      }

      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          String cell = result.getString(i);
          row.add(cell == null ? "" : cell);
        }

        rows.add(row);
      }

      return new Grid(columns, rows);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
