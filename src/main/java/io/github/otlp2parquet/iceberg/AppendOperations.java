package io.github.otlp2parquet.iceberg;

import java.util.HashSet;
import java.util.Set;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/**
 * A table as one append sees it: with the metadata that is kept, which only {@link KeptTable} ever
 * reloads, and with a commit that waits for the append's own files.
 */
final class AppendOperations implements TableOperations {
  private final TableOperations catalog;
  private final AppendIo io;
  private final Uploads uploads;
  private final Set<Long> posted = new HashSet<>();
  private long lastPosted = -1;

  AppendOperations(TableOperations catalog, AppendIo io, Uploads uploads) {
    this.catalog = catalog;
    this.io = io;
    this.uploads = uploads;
  }

  /** Returns whether a commit of this snapshot has been sent: its answer may have been lost. */
  boolean posted(long snapshotId) {
    return posted.contains(snapshotId);
  }

  /** Returns the snapshot whose commit was sent last. */
  long lastPosted() {
    return lastPosted;
  }

  @Override
  public TableMetadata current() {
    return catalog.current();
  }

  /** Iceberg refreshes before and after every commit; the last commit's answer says as much. */
  @Override
  public TableMetadata refresh() {
    return catalog.current();
  }

  @Override
  public void commit(TableMetadata base, TableMetadata metadata) {
    uploads.await();
    lastPosted = metadata.currentSnapshot().snapshotId();
    posted.add(lastPosted);
    try {
      catalog.commit(base, metadata);
    } catch (CommitFailedException conflict) {
      throw new ConflictException(conflict);
    }
  }

  @Override
  public FileIO io() {
    return io;
  }

  @Override
  public EncryptionManager encryption() {
    return catalog.encryption();
  }

  @Override
  public String metadataFileLocation(String name) {
    return catalog.metadataFileLocation(name);
  }

  @Override
  public LocationProvider locationProvider() {
    return catalog.locationProvider();
  }

  @Override
  public long newSnapshotId() {
    return catalog.newSnapshotId();
  }

  /**
   * Stands for {@link CommitFailedException}, which Iceberg would retry by settings from the
   * table's properties and after which it would delete files.
   */
  static final class ConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ConflictException(CommitFailedException conflict) {
      super(conflict.getMessage(), conflict);
    }
  }
}
