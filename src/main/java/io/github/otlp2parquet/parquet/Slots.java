package io.github.otlp2parquet.parquet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The places of a column in a row group, in the order of its rows: one a row, or for a list one an
 * element and one for a list without elements.
 */
final class Slots {
  /** Stands for an index where a row's list is null. */
  static final int NULL_LIST = -1;

  /** Stands for an index where a row's list is empty. */
  static final int EMPTY_LIST = -2;

  /** Where each slot's value is in the vector; no copy. */
  final int[] indices;

  final int count;

  /**
   * The slot at which each row begins and, after the last row, the count; null if it is the row.
   */
  private final int @Nullable [] rowStarts;

  private final int rowCount;

  private Slots(int[] indices, int count, int @Nullable [] rowStarts, int rowCount) {
    this.indices = indices;
    this.count = count;
    this.rowStarts = rowStarts;
    this.rowCount = rowCount;
  }

  /** A slot a row. */
  static Slots ofRows(int[] indices, int count) {
    return new Slots(indices, count, null, count);
  }

  /** Slots of lists, of which {@code rowStarts} has one more than there are rows. */
  static Slots ofLists(int[] indices, int[] rowStarts, int rowCount) {
    return new Slots(indices, rowStarts[rowCount], rowStarts, rowCount);
  }

  /**
   * Where a page that begins at a slot has to end: after so many rows, or at the last row's end
   * before so many slots, but never within a row and never at once.
   */
  int pageEnd(int from, int maxRows, int maxSlots) {
    int end = (int) Math.min(count, (long) from + maxSlots);
    if (rowStarts == null) {
      return Math.min(end, (int) Math.min(count, (long) from + maxRows));
    }

    int row = Arrays.binarySearch(rowStarts, 0, rowCount + 1, from);
    int lastRow = (int) Math.min(rowCount, (long) row + maxRows);
    if (rowStarts[lastRow] <= end) {
      return rowStarts[lastRow];
    }

    int found = Arrays.binarySearch(rowStarts, row + 1, lastRow, end);
    int before = found >= 0 ? found : -found - 2;
    return rowStarts[Math.max(before, row + 1)];
  }

  /** Whether values repeat within a row. */
  boolean repeat() {
    return rowStarts != null;
  }

  /** 0 where a row begins, 1 where its list goes on. */
  void repetitionLevels(int from, int to, int[] levels) {
    if (rowStarts != null) {
      Arrays.fill(levels, 0, to - from, 1);
      int row = Arrays.binarySearch(rowStarts, 0, rowCount, from);
      while (row < rowCount && rowStarts[row] < to) {
        levels[rowStarts[row++] - from] = 0;
      }
    }
  }
}
