package io.github.otlp2parquet;

import io.github.otlp2parquet.local.IcebergClient;
import io.github.otlp2parquet.local.LocalStack;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.rest.RESTCatalog;

/** The tables as a reader sees them: Iceberg's own client finds the files, DuckDB reads them. */
final class StoredRows implements AutoCloseable {
  private final RESTCatalog catalog;
  private final Path copies;

  StoredRows(LocalStack stack, Path copies) {
    this.catalog = IcebergClient.catalog(stack);
    this.copies = copies;
  }

  /** Queries copies of a table's files; {@code %s} stands for them. Rows are joined by a bar. */
  List<String> query(String name, String sql) throws IOException, SQLException {
    Table table = catalog.loadTable(TableIdentifier.of("otel", name));
    List<String> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        Path copy = Files.createTempFile(copies, name, ".parquet");
        try (InputStream in = table.io().newInputFile(task.file().location()).newStream()) {
          Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        }

        files.add("'" + copy + "'");
      }
    }

    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql.formatted("read_parquet(" + files + ")"))) {
      int width = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          row.add(String.valueOf(result.getObject(i)));
        }

        rows.add(String.join("|", row));
      }
    }

    return rows;
  }

  /** The rows that the newest snapshot of a table says it added. */
  long added(String name) {
    Table table = catalog.loadTable(TableIdentifier.of("otel", name));
    return Long.parseLong(
        table.currentSnapshot().summary().get(SnapshotSummary.ADDED_RECORDS_PROP));
  }

  @Override
  public void close() throws IOException {
    catalog.close();
  }
}
