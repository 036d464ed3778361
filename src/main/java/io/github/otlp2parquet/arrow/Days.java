package io.github.otlp2parquet.arrow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.arrow.vector.TimeStampMicroTZVector;

/** Splits a batch by the day of its partition column, the rows of each day in sort order. */
public final class Days {
  private static final long MICROS_A_DAY = 86_400_000_000L;

  private Days() {}

  /**
   * The rows of each day, on at most {@code maxDays} days. One of them is kept for the arrival's;
   * of the others those with the most rows stay (ties: the later day), and the rows of the rest get
   * the arrival as their time.
   *
   * @param arrival microseconds since 1970
   * @param moved the rows whose time was replaced are added to it
   */
  public static List<DayRows> split(Batch batch, long arrival, int maxDays, BitSet moved) {
    TimeStampMicroTZVector time =
        (TimeStampMicroTZVector) batch.vector(batch.table().partitionColumn());
    int[] dayOfRow = new int[batch.rowCount()];
    Map<Integer, Integer> counts = count(time, dayOfRow);
    Set<Integer> left = leftOut(counts, day(arrival), maxDays);
    if (!left.isEmpty()) {
      for (int row = 0; row < dayOfRow.length; row++) {
        if (left.contains(dayOfRow[row])) {
          time.set(row, arrival);
          moved.set(row);
        }
      }

      counts = count(time, dayOfRow);
    }

    int[] sorted = RowOrder.sort(batch, time);
    if (counts.size() == 1) {
      return List.of(new DayRows(dayOfRow[0], sorted));
    }

    return distribute(sorted, dayOfRow, counts);
  }

  private static int day(long micros) {
    return Math.toIntExact(Math.floorDiv(micros, MICROS_A_DAY));
  }

  /** Fills in the day of each row; returns the rows of each day. */
  private static Map<Integer, Integer> count(TimeStampMicroTZVector time, int[] dayOfRow) {
    Map<Integer, Integer> counts = new HashMap<>();
    int runStart = 0;
    for (int row = 0; row < dayOfRow.length; row++) {
      dayOfRow[row] = day(time.get(row));
      if (dayOfRow[row] != dayOfRow[runStart]) {
        counts.merge(dayOfRow[runStart], row - runStart, Integer::sum);
        runStart = row;
      }
    }

    if (dayOfRow.length > 0) {
      counts.merge(dayOfRow[runStart], dayOfRow.length - runStart, Integer::sum);
    }

    return counts;
  }

  private static Set<Integer> leftOut(Map<Integer, Integer> counts, int today, int maxDays) {
    List<Integer> others =
        new ArrayList<>(counts.keySet().stream().filter(day -> day != today).toList());
    if (others.size() < maxDays) {
      return Set.of();
    }

    Comparator<Integer> byCount = Comparator.comparing(counts::get);
    others.sort(byCount.thenComparing(Comparator.naturalOrder()).reversed());
    return new HashSet<>(others.subList(maxDays - 1, others.size()));
  }

  private static List<DayRows> distribute(
      int[] sorted, int[] dayOfRow, Map<Integer, Integer> counts) {
    List<DayRows> days = new ArrayList<>();
    new TreeMap<>(counts)
        .forEach(
            (day, count) -> {
              int[] rows = Arrays.stream(sorted).filter(row -> dayOfRow[row] == day).toArray();
              days.add(new DayRows(day, rows));
            });
    return days;
  }
}
