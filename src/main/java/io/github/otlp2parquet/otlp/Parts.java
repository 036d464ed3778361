package io.github.otlp2parquet.otlp;

import java.util.Arrays;

/** Where the elements of a repeated message field are. */
final class Parts {
  private static final int FIELD_ONE = 1 << 3 | Wire.BYTES;

  private Wire wire = new Wire(new byte[0]);
  private int[] bounds = new int[32];
  private int count;

  void clear() {
    count = 0;
    if (bounds.length > 1 << 16) {
      bounds = new int[32];
    }
  }

  void add(Wire in, int start, int end) {
    wire = in;
    if (2 * count == bounds.length) {
      bounds = Arrays.copyOf(bounds, bounds.length * 2);
    }

    bounds[2 * count] = start;
    bounds[2 * count + 1] = end;
    count++;
  }

  /** Adds each field 1 of a message: what {@code ArrayValue} and {@code KeyValueList} hold. */
  void collect(Wire in, int start, int end) {
    int back = in.position;
    in.position = start;
    int outer = in.open(end);
    while (in.hasMore()) {
      int tag = in.tag();
      if (tag == FIELD_ONE) {
        int length = in.length();
        add(in, in.position, in.position + length);
        in.position += length;
      } else {
        in.skip(tag);
      }
    }

    in.close(outer);
    in.position = back;
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
