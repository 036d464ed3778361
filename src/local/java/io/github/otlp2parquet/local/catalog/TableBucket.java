package io.github.otlp2parquet.local.catalog;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.rest.CatalogHandlers;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.rest.responses.LoadTableResponse;
import org.gaul.s3proxy.blobstore.BlobStore;

/**
 * The tables of one table bucket, named in an H2 database. Each has an S3 bucket of its own, which
 * the catalog chooses, as S3 Tables does.
 */
final class TableBucket extends JdbcCatalog {

  private final BlobStore store;

  private TableBucket(BlobStore store) {
    super(properties -> new StoreFileIO(store), null, true);
    this.store = store;
  }

  /**
   * Opens or creates the database.
   *
   * @param directory where it is kept, or empty for memory
   */
  static TableBucket open(BlobStore store, Optional<Path> directory) {
    String where =
        directory
            .map(path -> "file:" + path.toAbsolutePath().resolve("catalog"))
            .orElseGet(() -> "mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    TableBucket tables = new TableBucket(store);
    tables.initialize(
        "table-bucket",
        Map.of(
            // WRITE_DELAY=0: a commit that was answered survives a kill.
            "uri", "jdbc:h2:" + where + ";DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0",
            "warehouse", "s3://unused",
            "jdbc.schema-version", "V1",
            "clients", "4"));
    return tables;
  }

  @Override
  protected String defaultWarehouseLocation(TableIdentifier table) {
    return newBucket();
  }

  private String newBucket() {
    String bucket = UUID.randomUUID() + "--table-s3";
    store.createContainer(bucket);
    return "s3://" + bucket;
  }

  LoadTableResponse create(Namespace namespace, CreateTableRequest request, FieldIds ids) {
    return switch (ids) {
      case REASSIGNED -> CatalogHandlers.createTable(this, namespace, request);
      case SHUFFLED -> createShuffled(TableIdentifier.of(namespace, request.name()), request);
    };
  }

  private LoadTableResponse createShuffled(TableIdentifier table, CreateTableRequest request) {
    TableOperations operations = newTableOps(table);
    if (operations.current() != null) {
      throw new AlreadyExistsException("Table already exists: %s", table);
    }

    TableMetadata metadata = ShuffledIds.newTable(request, newBucket());
    operations.commit(null, metadata);
    return LoadTableResponse.builder().withTableMetadata(operations.current()).build();
  }

  /** Drops a table with all that is in its bucket. */
  void purge(TableIdentifier table) {
    if (!(loadTable(table) instanceof BaseTable base)) {
      throw new NoSuchTableException("Table does not exist: %s", table);
    }

    String bucket = StoreFileIO.bucket(base.operations().current().location() + "/");
    if (!dropTable(table, /* purge= */ false)) {
      throw new NoSuchTableException("Table does not exist: %s", table);
    }

    store.deleteContainer(bucket);
  }
}
