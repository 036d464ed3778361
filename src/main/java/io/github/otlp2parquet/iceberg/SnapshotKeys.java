package io.github.otlp2parquet.iceberg;

import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.util.SnapshotUtil;

/** The keys of appends in the summaries of a table's snapshots, as far back as they are kept. */
final class SnapshotKeys {
  static final String KEY = "otlp2parquet.key";
  static final String RECORDS = "otlp2parquet.records";

  private SnapshotKeys() {}

  /** Returns the snapshot that stored {@code key}, looked for from main backwards. */
  static Optional<Snapshot> find(TableMetadata metadata, String key) {
    Snapshot current = metadata.currentSnapshot();
    return current == null
        ? Optional.empty()
        : find(SnapshotUtil.ancestorsOf(current.snapshotId(), metadata::snapshot), key);
  }

  /** Returns a check, made at every attempt, that throws {@link KnownKeyException}. */
  static SnapshotAncestryValidator absent(String key) {
    return ancestors -> {
      Optional<Snapshot> known = find(ancestors, key);
      if (known.isPresent()) {
        throw new KnownKeyException(known.get().snapshotId());
      }

      return true;
    };
  }

  private static Optional<Snapshot> find(Iterable<Snapshot> ancestors, String key) {
    for (Snapshot snapshot : ancestors) {
      Map<String, String> summary = snapshot.summary();
      if (summary != null && key.equals(summary.get(KEY))) {
        return Optional.of(snapshot);
      }
    }

    return Optional.empty();
  }

  /** A table has the key already: nothing failed, and nothing is to be cleaned up. */
  static final class KnownKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long snapshotId;

    private KnownKeyException(long snapshotId) {
      super("Key is in snapshot: " + snapshotId, null, false, false);
      this.snapshotId = snapshotId;
    }

    long snapshotId() {
      return snapshotId;
    }
  }
}
