package io.github.otlp2parquet.ingest;

import static java.util.Objects.requireNonNull;

/**
 * One table's share of a request.
 *
 * @param records rows of this request in the table
 * @param files data files that were written, 0 for a duplicate
 * @param bytes bytes of those files
 * @param snapshotId the snapshot that holds the rows
 * @param duplicate whether an earlier attempt had committed them
 */
public record TableOutcome(
    String table, long records, int files, long bytes, long snapshotId, boolean duplicate) {
  public TableOutcome {
    requireNonNull(table, "table is null");
  }
}
