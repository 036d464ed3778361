package io.github.otlp2parquet.ingest;

import io.github.otlp2parquet.otlp.Decoded;
import io.github.otlp2parquet.otlp.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Says what became of a request. */
final class Outcomes {
  private Outcomes() {}

  static Outcome of(Signal signal, Decoded decoded, List<TableOutcome> tables) {
    long moved = decoded.tables().stream().mapToLong(rows -> rows.moved().cardinality()).sum();
    return new Outcome(
        signal,
        decoded.key(),
        !tables.isEmpty() && tables.stream().allMatch(TableOutcome::duplicate),
        decoded.records(),
        decoded.rejectedRecords(),
        moved,
        reasons(signal, decoded, moved),
        tables);
  }

  private static List<String> reasons(Signal signal, Decoded decoded, long moved) {
    List<String> reasons = new ArrayList<>();
    new TreeMap<>(decoded.rejected())
        .forEach(
            (reason, count) ->
                reasons.add("%d %s rejected: %s".formatted(count, signal.record(), reason)));
    if (moved > 0) {
      reasons.add(
          "%d %s stored under another day: a time is before 2000 or over 24 hours ahead, or the request spans over 32 days"
              .formatted(moved, signal.record()));
    }

    if (decoded.dictionaryIndexes() > 0) {
      reasons.add(
          "%d strindex fields, which only profiles may use, count as absent"
              .formatted(decoded.dictionaryIndexes()));
    }

    return reasons;
  }
}
