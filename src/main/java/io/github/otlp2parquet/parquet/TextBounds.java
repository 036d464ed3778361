package io.github.otlp2parquet.parquet;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The least and the greatest of texts, by their bytes. */
final class TextBounds {
  /**
   * In bytes. Every bound is in each file's footer and, of bounded columns, in a manifest; one cut
   * short would no longer be the value that engines answer {@code max(x)} with.
   */
  private static final int LONGEST = 256;

  private byte @Nullable [] least;
  private byte @Nullable [] greatest;

  void clear() {
    least = null;
    greatest = null;
  }

  /** Takes up plain values: of each its length in four bytes and its bytes. */
  void add(Buffer plain, int from, int to) {
    byte[] bytes = plain.bytes;
    int min = -1;
    int max = -1;
    for (int position = from; position < to; ) {
      if (min < 0) {
        min = position;
        max = position;
      } else if (compare(bytes, position, min) < 0) {
        min = position;
      } else if (compare(bytes, position, max) > 0) {
        max = position;
      }

      position += Integer.BYTES + (int) Buffer.INT.get(bytes, position);
    }

    if (min >= 0) {
      merge(text(bytes, min), text(bytes, max));
    }
  }

  private void merge(byte[] min, byte[] max) {
    if (least == null || Arrays.compareUnsigned(min, least) < 0) {
      least = min;
    }

    if (greatest == null || Arrays.compareUnsigned(max, greatest) > 0) {
      greatest = max;
    }
  }

  private static int compare(byte[] bytes, int left, int right) {
    return Arrays.compareUnsigned(
        bytes,
        left + Integer.BYTES,
        left + Integer.BYTES + (int) Buffer.INT.get(bytes, left),
        bytes,
        right + Integer.BYTES,
        right + Integer.BYTES + (int) Buffer.INT.get(bytes, right));
  }

  private static byte[] text(byte[] bytes, int position) {
    int start = position + Integer.BYTES;
    return Arrays.copyOfRange(bytes, start, start + (int) Buffer.INT.get(bytes, position));
  }

  /** Null if there is no text, or one of the two is too long. */
  @Nullable ByteBuffer min() {
    return known() ? ByteBuffer.wrap(least) : null;
  }

  @Nullable ByteBuffer max() {
    return known() ? ByteBuffer.wrap(greatest) : null;
  }

  private boolean known() {
    return least != null
        && greatest != null
        && least.length <= LONGEST
        && greatest.length <= LONGEST;
  }
}
