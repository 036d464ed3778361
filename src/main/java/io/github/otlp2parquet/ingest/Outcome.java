package io.github.otlp2parquet.ingest;

import static java.util.Objects.requireNonNull;

import io.github.otlp2parquet.otlp.Signal;
import java.util.List;

/**
 * What became of one request, all of it committed.
 *
 * @param key SHA-256 of the signal, a newline and the inflated body, in 64 lower-case hex digits
 * @param duplicate whether every table had the request before, so that nothing was written
 * @param records records in the tables, {@code moved} among them
 * @param rejected records that cannot be stored
 * @param moved records that have the arrival as their {@code time} although they carry one
 * @param reasons how many records were rejected or moved and why, and other warnings: English
 *     clauses without a full stop, each once
 * @param tables one entry for each table that the request touches
 */
public record Outcome(
    Signal signal,
    String key,
    boolean duplicate,
    long records,
    long rejected,
    long moved,
    List<String> reasons,
    List<TableOutcome> tables) {
  public Outcome {
    requireNonNull(signal, "signal is null");
    requireNonNull(key, "key is null");
    reasons = List.copyOf(reasons);
    tables = List.copyOf(tables);
  }
}
