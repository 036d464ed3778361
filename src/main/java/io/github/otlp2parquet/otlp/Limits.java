package io.github.otlp2parquet.otlp;

/**
 * What stops a request while it is read.
 *
 * @param maxFlattenedBytes the sum over rows of every value's bytes, also of those that rows share
 * @param maxRowBytes the bytes of a record's own values
 * @param maxBatchBytes the memory that the rows take while they are decoded, what they share once
 */
public record Limits(long maxFlattenedBytes, long maxRowBytes, long maxBatchBytes) {
  static TooLargeException flattened(long limit) {
    return new TooLargeException(
        "Cannot store the request: its rows are over %d bytes together; send smaller batches"
            .formatted(limit));
  }
}
