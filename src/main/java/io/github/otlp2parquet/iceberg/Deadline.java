package io.github.otlp2parquet.iceberg;

import java.time.Duration;
import java.time.Instant;

/** The instant by which the work at hand has to be answered, bound to the thread that does it. */
final class Deadline {
  /** Bound around every call into Iceberg, whose interfaces have no place for a deadline. */
  static final ScopedValue<Instant> CURRENT = ScopedValue.newInstance();

  private static final Duration UNBOUND = Duration.ofSeconds(30);

  private Deadline() {}

  /** Returns the time left, negative if it is over. */
  static Duration left() {
    return CURRENT.isBound() ? Duration.between(Instant.now(), CURRENT.get()) : UNBOUND;
  }
}
