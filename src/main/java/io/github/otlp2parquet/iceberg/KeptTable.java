package io.github.otlp2parquet.iceberg;

import io.github.otlp2parquet.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.jspecify.annotations.Nullable;

/**
 * One table as this process last saw it: the metadata of the last load or commit, and the manifest
 * list of its newest snapshot, so that an append asks for neither.
 */
final class KeptTable {
  /**
   * With other writers about, older metadata is mostly overtaken: a commit on it would conflict.
   */
  private static final Duration FRESH = Duration.ofSeconds(5);

  /** A catalog that is away is not waited for as long as one that is busy. */
  private static final int OPEN_WAITS = 4;

  private final ReentrantLock lock = new ReentrantLock();
  private final CatalogTables catalog;
  private final ObjectStore store;
  private final String name;

  private @Nullable TableOperations operations;
  private Instant seen = Instant.EPOCH;
  private boolean contended;
  private Optional<KeptFile> manifestList = Optional.empty();

  KeptTable(CatalogTables catalog, ObjectStore store, String name) {
    this.catalog = catalog;
    this.store = store;
    this.name = name;
  }

  String name() {
    return name;
  }

  ObjectStore store() {
    return store;
  }

  /** Returns what {@code work} does with this table, alone and by the deadline. */
  <T> T locked(String what, Instant deadline, Supplier<T> work) {
    return ScopedValue.where(Deadline.CURRENT, deadline)
        .call(
            () -> {
              lock(what);
              try {
                return work.get();
              } finally {
                lock.unlock();
              }
            });
  }

  private void lock(String what) {
    try {
      if (!lock.tryLock(Deadline.left().toMillis(), TimeUnit.MILLISECONDS)) {
        throw LakeException.passing(what + ": the table is busy", null);
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw LakeException.passing(what + ": interrupted", interrupt);
    }
  }

  OpenTable open(Table table, Instant deadline) {
    String what = "Cannot open table " + name;
    return locked(
        what,
        deadline,
        () -> {
          Patience patience = new Patience(what, deadline);
          while (true) {
            try {
              return open(table);
            } catch (RuntimeException failure) {
              seen = Instant.EPOCH;
              if (!LakeException.mayPass(failure) || patience.waits() == OPEN_WAITS) {
                throw LakeException.of(what, failure);
              }

              patience.await(failure);
            }
          }
        });
  }

  private OpenTable open(Table table) {
    TableOperations loaded = fresh(table);
    Schema wanted = IcebergSchemas.schema(table);
    UpdateSchema update = new BaseTable(loaded, name, report -> {}).updateSchema();
    if (new LoadedSchema(name, loaded.current().schema(), wanted).addMissing(update)) {
      update.commit();
    }

    TableMetadata metadata = loaded.current();
    Schema schema = new LoadedSchema(name, metadata.schema(), wanted).restricted();
    DayPartition partition = DayPartition.of(table, metadata.spec());
    boolean sorted = metadata.sortOrder().sameOrder(IcebergSchemas.sortOrder(table, schema));
    keepManifestList(metadata);
    return new OpenTable(
        this,
        metadata.uuid(),
        schema,
        MetricsConfig.forTable(new BaseTable(loaded, name)),
        partition,
        sorted ? Optional.of(metadata.sortOrder()) : Optional.empty());
  }

  private TableOperations fresh(Table table) {
    if (operations != null && (contended || seen.plus(FRESH).isBefore(Instant.now()))) {
      reload();
    }

    if (operations == null) {
      operations = catalog.loadOrCreate(table);
      seen = Instant.now();
    }

    return operations;
  }

  /** Loads the metadata anew; a table that was dropped or replaced is forgotten. */
  void reload() {
    try {
      if (operations != null) {
        operations.refresh();
        seen = Instant.now();
      }
    } catch (NoSuchTableException | NoSuchNamespaceException | IllegalStateException gone) {
      // IllegalStateException: the table that is there now has another UUID.
      forget();
    }
  }

  void forget() {
    operations = null;
    contended = false;
    manifestList = Optional.empty();
  }

  /** Read here, while the caller is still decoding, rather than in the middle of its append. */
  private void keepManifestList(TableMetadata metadata) {
    Snapshot snapshot = metadata.currentSnapshot();
    String location = snapshot == null ? null : snapshot.manifestListLocation();
    if (location == null) {
      manifestList = Optional.empty();
    } else if (manifestList.filter(file -> file.location().equals(location)).isEmpty()) {
      manifestList = Optional.of(KeptFile.read(store, location));
    }
  }

  /**
   * Returns the table as it was opened.
   *
   * @throws LakeException if it has been dropped or replaced since, by one with other field ids
   */
  TableOperations operations(String uuid) {
    if (operations == null || !uuid.equals(operations.current().uuid())) {
      throw LakeException.passing("Cannot append to table " + name + ": it was replaced", null);
    }

    return operations;
  }

  Optional<KeptFile> manifestList() {
    return manifestList;
  }

  /** Keeps what a commit has left behind: only the newest manifest list is ever read again. */
  void committed(AppendIo io, int conflicts) {
    Snapshot snapshot = operations == null ? null : operations.current().currentSnapshot();
    seen = Instant.now();
    contended = conflicts > 0;
    manifestList =
        Optional.ofNullable(snapshot).map(Snapshot::manifestListLocation).flatMap(io::written);
  }

  /** The kept metadata is in doubt: the next {@link #open} loads it. */
  void doubt() {
    seen = Instant.EPOCH;
  }

  Optional<Snapshot> find(String key) {
    lock.lock();
    try {
      return operations == null ? Optional.empty() : SnapshotKeys.find(operations.current(), key);
    } finally {
      lock.unlock();
    }
  }
}
