package io.github.otlp2parquet.otlp;

import java.util.Arrays;

/** Where the elements of a repeated message field are. */
final class Parts {
  private static final int MAX_COUNT = 1 << 20;

  private Wire wire = new Wire(new byte[0]);
  private int[] bounds = new int[32];
  private int count;

  void clear() {
    count = 0;
    if (bounds.length > 1 << 16) {
      bounds = new int[32];
    }
  }

  /**
   * Adds an element.
   *
   * @throws TooLargeException if there are too many to look at together
   */
  void add(Wire in, int start, int end) {
    if (count == MAX_COUNT) {
      throw new TooLargeException(
          "Cannot read a list: it has over " + MAX_COUNT + " key-values or messages");
    }

    wire = in;
    if (2 * count == bounds.length) {
      bounds = Arrays.copyOf(bounds, bounds.length * 2);
    }

    bounds[2 * count] = start;
    bounds[2 * count + 1] = end;
    count++;
  }

  /** Adds each field 1 of a message: what {@code KeyValueList} holds. */
  void collect(Wire in, int start, int end) {
    in.eachFirst(start, end, (from, to) -> add(in, from, to));
  }

  /** Compares the bytes of two elements. */
  int compare(int i, int k) {
    return Arrays.compareUnsigned(wire.bytes, start(i), end(i), wire.bytes, start(k), end(k));
  }

  int count() {
    return count;
  }

  Wire wire() {
    return wire;
  }

  int start(int i) {
    return bounds[2 * i];
  }

  int end(int i) {
    return bounds[2 * i + 1];
  }
}
