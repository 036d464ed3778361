package io.github.otlp2parquet.iceberg;

/**
 * What became of an append.
 *
 * @param snapshotId the snapshot that holds the rows
 * @param duplicate true if another append with the same key had stored them already
 * @param attempts commits tried, 0 for a duplicate that was seen before the first
 * @param conflicts attempts that another writer's commit overtook
 */
public record Appended(long snapshotId, boolean duplicate, int attempts, int conflicts) {}
