package io.github.otlp2parquet.iceberg;

import io.github.otlp2parquet.parquet.EncodedFile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;

/** A table that is there and has the columns it should have. Safe for several threads. */
public final class OpenTable {
  private static final Pattern KEY = Pattern.compile("[0-9A-Za-z_-]+");

  private final KeptTable kept;
  private final String uuid;
  private final Schema schema;
  private final MetricsConfig metricsConfig;
  private final DayPartition partition;
  private final Optional<SortOrder> sortOrder;

  OpenTable(
      KeptTable kept,
      String uuid,
      Schema schema,
      MetricsConfig metricsConfig,
      DayPartition partition,
      Optional<SortOrder> sortOrder) {
    this.kept = kept;
    this.uuid = uuid;
    this.schema = schema;
    this.metricsConfig = metricsConfig;
    this.partition = partition;
    this.sortOrder = sortOrder;
  }

  /**
   * Returns the columns to write, in the order of the {@code Table} that was opened, with the field
   * ids of the table that was loaded. Columns that only the loaded table has are left out.
   */
  public Schema schema() {
    return schema;
  }

  /** Returns which metrics of a file the table's manifests keep, by the table's properties. */
  public MetricsConfig metricsConfig() {
    return metricsConfig;
  }

  /**
   * Looks for an append in the metadata at hand, without a request. What is not found may be there
   * nevertheless; {@link #append} makes sure.
   *
   * @param key of the append
   */
  public Optional<Appended> find(String key) {
    return kept.find(key).map(snapshot -> new Appended(snapshot.snapshotId(), true, 0, 0));
  }

  /**
   * Appends files in one commit, unless an append with the same key is among the snapshots that the
   * table has kept.
   *
   * @param key letters, digits, hyphens and underscores; becomes the snapshot's {@code
   *     otlp2parquet.key}
   * @param files written with {@link #schema()}, one day each
   * @param deadline when to give up
   * @throws LakeException if it is not known to be stored; it may be, and a repeat finds out
   */
  public Appended append(String key, List<EncodedFile> files, Instant deadline) {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("Invalid key: " + key);
    }

    if (files.isEmpty()) {
      throw new IllegalArgumentException("Invalid files: none");
    }

    String what = "Cannot append to table " + kept.name();
    return kept.locked(what, deadline, () -> new Append(this, key, deadline).of(files));
  }

  KeptTable kept() {
    return kept;
  }

  String uuid() {
    return uuid;
  }

  DayPartition partition() {
    return partition;
  }

  Optional<SortOrder> sortOrder() {
    return sortOrder;
  }
}
