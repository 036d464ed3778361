package io.github.otlp2parquet.lambda;

import io.github.otlp2parquet.ingest.Outcome;

/** The sentence that goes into {@code partial_success}. */
final class PartialSuccess {
  private PartialSuccess() {}

  /** What happened to which records and why; empty if all is well. */
  static String message(Outcome outcome) {
    String reasons = String.join("; ", outcome.reasons());
    return outcome.rejected() == 0
        ? reasons
        : "Not all %s are stored. %s".formatted(outcome.signal().record(), reasons).strip();
  }
}
