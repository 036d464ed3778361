package io.github.otlp2parquet.local.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.rest.RESTCatalog;

/** The tables as any client of the Iceberg REST catalog sees them. */
final class Tables implements AutoCloseable {
  /** In the summary of each snapshot that the function commits. */
  private static final String KEY = "otlp2parquet.key";

  private final RESTCatalog catalog = new RESTCatalog();
  private final Namespace namespace;
  private final Path copies;

  /**
   * @param properties with which the catalog and S3 are reached
   * @param copies a directory for data files
   */
  Tables(Map<String, String> properties, String namespace, Path copies) {
    this.namespace = Namespace.of(namespace);
    this.copies = copies;
    catalog.initialize("check", properties);
  }

  /**
   * Loads a table and copies its data files.
   *
   * @param keys of this run's requests
   */
  StoredTable load(String name, Set<String> keys) throws IOException {
    Table table = catalog.loadTable(TableIdentifier.of(namespace, name));
    long rows = 0;
    long files = 0;
    for (Snapshot snapshot : table.snapshots()) {
      Map<String, String> summary = Optional.ofNullable(snapshot.summary()).orElse(Map.of());
      if (keys.contains(summary.getOrDefault(KEY, ""))) {
        rows += Long.parseLong(summary.getOrDefault(SnapshotSummary.ADDED_RECORDS_PROP, "0"));
        files += Long.parseLong(summary.getOrDefault(SnapshotSummary.ADDED_FILES_PROP, "0"));
      }
    }

    return new StoredTable(name, rows, files, copyFiles(name, table));
  }

  private List<Path> copyFiles(String name, Table table) throws IOException {
    Path directory = Files.createDirectories(copies.resolve(name));
    List<Path> paths = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        Path copy = directory.resolve(paths.size() + ".parquet");
        try (InputStream in = table.io().newInputFile(task.file().location()).newStream()) {
          Files.copy(in, copy);
        }

        paths.add(copy);
      }
    }

    return paths;
  }

  @Override
  public void close() throws IOException {
    catalog.close();
  }
}
