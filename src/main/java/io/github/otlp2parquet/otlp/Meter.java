package io.github.otlp2parquet.otlp;

import org.jspecify.annotations.Nullable;

/**
 * Counts the bytes that one row or one entry takes, while it is read, and stops what passes the
 * limit.
 */
final class Meter {
  private final long limit;
  private final Over over;
  private long bytes;
  private @Nullable String rejection;

  /** What stops a row or an entry that passes the limit. */
  interface Over {
    RuntimeException over(long limit);
  }

  Meter(long limit, Over over) {
    this.limit = limit;
    this.over = over;
  }

  void reset() {
    bytes = 0;
    rejection = null;
  }

  /** Notes why the row cannot be stored. It is read on: where it is malformed the request is. */
  void reject(String reason) {
    rejection = rejection == null ? reason : rejection;
  }

  /** Ends the row. */
  void requireStorable() {
    if (rejection != null) {
      throw new RejectedRecordException(rejection);
    }
  }

  void add(long more) {
    bytes += more;
    if (bytes > limit) {
      throw over.over(limit);
    }
  }

  long bytes() {
    return bytes;
  }

  /** What may still be added. */
  long rest() {
    return limit - bytes;
  }
}
