package io.github.otlp2parquet.iceberg;

import io.github.otlp2parquet.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SessionCatalog.SessionContext;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.inmemory.InMemoryFileIO;
import org.apache.iceberg.rest.RESTCatalogProperties;
import org.apache.iceberg.rest.RESTClient;
import org.apache.iceberg.rest.RESTSessionCatalog;
import org.jspecify.annotations.Nullable;

/** The catalog's tables: loaded, or created if they are missing. Connects at the first use. */
final class CatalogTables implements AutoCloseable {
  private final SessionContext context = SessionContext.createEmpty();
  private final ReentrantLock connecting = new ReentrantLock();
  private final LakeOptions options;
  private final Function<Map<String, String>, RESTClient> clients;
  private @Nullable RESTSessionCatalog connected;

  CatalogTables(LakeOptions options, Function<Map<String, String>, RESTClient> clients) {
    this.options = options;
    this.clients = clients;
  }

  /** Returns the table with its newest metadata, whoever created it. */
  TableOperations loadOrCreate(Table table) {
    TableIdentifier identifier = TableIdentifier.of(options.namespace(), table.name());
    try {
      return load(identifier);
    } catch (NoSuchTableException | NoSuchNamespaceException missing) {
      return create(identifier, table);
    }
  }

  private TableOperations load(TableIdentifier identifier) {
    return operations(catalog().loadTable(context, identifier));
  }

  private TableOperations create(TableIdentifier identifier, Table table) {
    Schema schema = IcebergSchemas.schema(table);
    try {
      return createOnce(identifier, table, schema);
    } catch (NoSuchNamespaceException | NoSuchTableException missing) {
      createNamespace(identifier.namespace());
      return createOnce(identifier, table, schema);
    }
  }

  /** Not a transaction, which would stage the creation: S3 Tables answers that with 400. */
  private TableOperations createOnce(TableIdentifier identifier, Table table, Schema schema) {
    try {
      return operations(
          catalog()
              .buildTable(context, identifier, schema)
              .withPartitionSpec(IcebergSchemas.partitionSpec(table, schema))
              .withSortOrder(IcebergSchemas.sortOrder(table, schema))
              .withProperties(IcebergSchemas.properties(table))
              .create());
    } catch (AlreadyExistsException raced) {
      return load(identifier);
    }
  }

  private void createNamespace(Namespace namespace) {
    try {
      // Not Map.of(): Iceberg asks whether it has a null key.
      catalog().createNamespace(context, namespace, new HashMap<>());
    } catch (AlreadyExistsException raced) {
      // Another environment came first; that is all that was wanted.
    }
  }

  private static TableOperations operations(org.apache.iceberg.Table table) {
    return ((HasTableOperations) table).operations();
  }

  private RESTSessionCatalog catalog() {
    connecting.lock();
    try {
      if (connected == null) {
        connected = connect();
      }

      return connected;
    } finally {
      connecting.unlock();
    }
  }

  /** Authentication is the client's own. Files are read and written by {@link AppendIo} only. */
  private RESTSessionCatalog connect() {
    RESTSessionCatalog catalog =
        new RESTSessionCatalog(clients, (session, properties) -> new InMemoryFileIO());
    catalog.initialize(
        "lake",
        Map.of(
            CatalogProperties.URI,
            options.restUri().toString(),
            CatalogProperties.WAREHOUSE_LOCATION,
            options.warehouse(),
            RESTCatalogProperties.METRICS_REPORTING_ENABLED,
            "false",
            RESTCatalogProperties.TABLE_CACHE_MAX_ENTRIES,
            "0"));
    return catalog;
  }

  @Override
  public void close() {
    connecting.lock();
    try {
      if (connected != null) {
        connected.close();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      connecting.unlock();
    }
  }
}
