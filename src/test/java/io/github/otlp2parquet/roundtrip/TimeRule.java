package io.github.otlp2parquet.roundtrip;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rule for {@code time}, from docs/tables.md: what each row of a table must have. */
final class TimeRule {
  private static final long NANOS_A_MICRO = 1_000;
  private static final long EARLIEST =
      Instant.parse("2000-01-01T00:00:00Z").getEpochSecond() * 1_000_000_000L;
  private static final long ARRIVAL = EdgeValues.ARRIVAL * NANOS_A_MICRO;
  private static final long LATEST = ARRIVAL + Duration.ofHours(24).toNanos();

  private final String first;
  private final String second;

  private TimeRule(String first, String second) {
    this.first = first;
    this.second = second;
  }

  static TimeRule of(String table) {
    return switch (table) {
      case "logs" -> new TimeRule("time_unix_nano", "observed_time_unix_nano");
      case "traces" -> new TimeRule("start_time_unix_nano", "end_time_unix_nano");
      default -> new TimeRule("time_unix_nano", "start_time_unix_nano");
    };
  }

  static int day(long micros) {
    return Math.toIntExact(Math.floorDiv(micros, Duration.ofDays(1).toNanos() / NANOS_A_MICRO));
  }

  /** Checks a table's rows; returns how many did not get the time that they carry. */
  long check(List<Row> rows) {
    Map<Integer, Integer> counts = new HashMap<>();
    rows.forEach(row -> counts.merge(day(ofItsOwn(row)), 1, Integer::sum));
    Set<Integer> kept = kept(counts);
    long moved = 0;
    for (Row row : rows) {
      long own = ofItsOwn(row);
      long expected = kept.contains(day(own)) ? own : EdgeValues.ARRIVAL;
      if (row.int64("time") != expected) {
        throw new IllegalStateException(
            "time is %d: %s".formatted(row.int64("time"), row.values()));
      }

      long carried = row.has(first) ? row.nanos(first) : row.nanos(second);
      moved += carried != 0 && (!plausible(carried) || !kept.contains(day(own))) ? 1 : 0;
    }

    return moved;
  }

  private long ofItsOwn(Row row) {
    long nanos =
        plausible(row.nanos(first))
            ? row.nanos(first)
            : plausible(row.nanos(second)) ? row.nanos(second) : ARRIVAL;
    return nanos / NANOS_A_MICRO;
  }

  private static boolean plausible(long nanos) {
    return nanos >= EARLIEST && nanos <= LATEST;
  }

  private static Set<Integer> kept(Map<Integer, Integer> counts) {
    Set<Integer> kept = new HashSet<>(Set.of(day(EdgeValues.ARRIVAL)));
    counts.keySet().stream()
        .filter(day -> !kept.contains(day))
        .sorted(
            Comparator.<Integer, Integer>comparing(counts::get)
                .thenComparing(Comparator.naturalOrder())
                .reversed())
        .limit(Stored.MAX_DAYS - 1)
        .toList()
        .forEach(kept::add);
    return kept;
  }
}
