package io.github.otlp2parquet.otlp;

import java.util.Arrays;
import java.util.List;

/**
 * Which of its oneof a {@code Metric} holds.
 *
 * @param field the field number of its data, 0 for none
 * @param wire where the metric is
 */
record MetricData(int field, Wire wire, int start, int end) {
  private static final List<Integer> DATA = List.of(5, 7, 9, 10, 11);

  /** Reads the tags of a metric. Where several kinds of data are given, the last one counts. */
  static MetricData of(Wire in, int start, int end) {
    int last = 0;
    int changes = 0;
    in.position = start;
    int outer = in.open(end);
    while (in.hasMore()) {
      int tag = in.tag();
      if (isData(tag)) {
        changes += last == tag >>> 3 ? 0 : 1;
        last = tag >>> 3;
      }

      in.skip(tag);
    }

    in.close(outer);
    return changes <= 1 ? new MetricData(last, in, start, end) : cut(in, start, end, last);
  }

  private static boolean isData(int tag) {
    return (tag & 7) == Wire.BYTES && DATA.contains(tag >>> 3);
  }

  /** The metric without the data that a later kind replaced. */
  private static MetricData cut(Wire in, int start, int end, int last) {
    byte[] kept = new byte[end - start];
    int length = 0;
    int lastOther = lastOther(in, start, end, last);
    in.position = start;
    int outer = in.open(end);
    while (in.hasMore()) {
      int from = in.position;
      int tag = in.tag();
      in.skip(tag);
      if (!isData(tag) || from > lastOther) {
        System.arraycopy(in.bytes, from, kept, length, in.position - from);
        length += in.position - from;
      }
    }

    in.close(outer);
    return new MetricData(last, new Wire(Arrays.copyOf(kept, length)), 0, length);
  }

  private static int lastOther(Wire in, int start, int end, int last) {
    int position = start;
    in.position = start;
    int outer = in.open(end);
    while (in.hasMore()) {
      int from = in.position;
      int tag = in.tag();
      position = isData(tag) && tag >>> 3 != last ? from : position;
      in.skip(tag);
    }

    in.close(outer);
    return position;
  }
}
