package io.github.otlp2parquet.arrow;

import org.apache.arrow.memory.OutOfMemoryException;

/** Counts the heap that columns take while they are filled, and stops them before it is taken. */
public final class Staging {
  private final long limit;
  private long used;

  /**
   * @param limit bytes that all columns may take together
   */
  public Staging(long limit) {
    this.limit = limit;
  }

  /** Makes room for a larger array beside the one that it replaces. */
  int grow(int length, long needed, int width) {
    long grown = Math.max(needed, length + (length >> 1));
    reserve((grown - length) * width);
    return Math.toIntExact(grown);
  }

  void reserve(long bytes) {
    if (used + bytes > limit) {
      throw new OutOfMemoryException("Batches need over " + limit + " bytes");
    }

    used += bytes;
  }

  void release(long bytes) {
    used -= bytes;
  }
}
