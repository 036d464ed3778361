package io.github.otlp2parquet.arrow;

import io.github.otlp2parquet.table.Column;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.util.ArrowBufPointer;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.jspecify.annotations.Nullable;

/**
 * Sorts rows by the table's sort columns. Time is sorted as numbers; the text columns belong to
 * entries, of which there are few, so each entry gets a rank and rows are counted into place.
 */
final class RowOrder {
  private RowOrder() {}

  /** Row numbers in order; equal rows stay as they came. */
  static int[] sort(Batch batch, TimeStampMicroTZVector time) {
    int[] order = byTime(time, batch.rowCount());
    List<Column> columns = batch.table().sortColumns();
    for (Column column : columns.reversed()) {
      if (!column.equals(batch.table().partitionColumn())) {
        order =
            byRank(
                order, ranks((VarCharVector) batch.vector(column)), batch.entries(column.level()));
      }
    }

    return order;
  }

  private static int[] byTime(TimeStampMicroTZVector time, int count) {
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    boolean sorted = true;
    long last = Long.MIN_VALUE;
    for (int row = 0; row < count; row++) {
      long value = time.get(row);
      sorted &= value >= last;
      last = value;
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }

    int[] order = new int[count];
    Arrays.setAll(order, row -> row);
    if (sorted) {
      return order;
    }

    // Times lie between 2000 and a day from now, less than 2^50 microseconds apart; a batch of more
    // rows than the other 13 bits can number is sorted by dense ranks of its times.
    int rowBits = 32 - Integer.numberOfLeadingZeros(count - 1);
    boolean fits = Long.numberOfLeadingZeros(greatest - least) > rowBits;
    long[] times = fits ? new long[0] : sortedTimes(time, count);
    long[] keys = new long[count];
    for (int row = 0; row < count; row++) {
      long value = time.get(row);
      long key = fits ? value - least : Arrays.binarySearch(times, value);
      keys[row] = key << rowBits | row;
    }

    Arrays.sort(keys);
    long mask = (1L << rowBits) - 1;
    Arrays.setAll(order, i -> (int) (keys[i] & mask));
    return order;
  }

  /** Without repeats, so that a search finds one place for equal times. */
  private static long[] sortedTimes(TimeStampMicroTZVector time, int count) {
    return IntStream.range(0, count).mapToLong(time::get).sorted().distinct().toArray();
  }

  /** The rank of each entry's text by its bytes, nulls first; equal texts have equal ranks. */
  private static int[] ranks(VarCharVector texts) {
    int count = texts.getValueCount();
    @Nullable ArrowBufPointer[] pointers = new ArrowBufPointer[count];
    Integer[] entries = new Integer[count];
    for (int i = 0; i < count; i++) {
      pointers[i] = texts.isNull(i) ? null : texts.getDataPointer(i);
      entries[i] = i;
    }

    Arrays.sort(entries, (a, b) -> compare(pointers[a], pointers[b]));
    int[] ranks = new int[count];
    for (int i = 1; i < count; i++) {
      boolean same = compare(pointers[entries[i - 1]], pointers[entries[i]]) == 0;
      ranks[entries[i]] = ranks[entries[i - 1]] + (same ? 0 : 1);
    }

    return ranks;
  }

  private static int compare(@Nullable ArrowBufPointer a, @Nullable ArrowBufPointer b) {
    if (a == null) {
      return b == null ? 0 : -1;
    }

    return b == null ? 1 : a.compareTo(b);
  }

  /** A stable counting sort. */
  private static int[] byRank(int[] order, int[] ranks, IntVector entries) {
    int[] starts = new int[ranks.length + 1];
    for (int row : order) {
      starts[ranks[entries.get(row)] + 1]++;
    }

    for (int rank = 1; rank < starts.length; rank++) {
      starts[rank] += starts[rank - 1];
    }

    int[] sorted = new int[order.length];
    for (int row : order) {
      sorted[starts[ranks[entries.get(row)]]++] = row;
    }

    return sorted;
  }
}
