package io.github.otlp2parquet.iceberg;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;

/** Waits between the attempts of one call and ends them when too little time is left. */
final class Patience {
  /** Less than this is not enough to load a table, upload a manifest list and commit. */
  static final Duration LEAST = Duration.ofMillis(500);

  private static final long SHORTEST_MILLIS = 50;
  private static final long LONGEST_MILLIS = 2_000;

  /** Restored snapshots of a function share the state of {@code ThreadLocalRandom}. */
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String what;
  private final Instant deadline;
  private int waits;

  Patience(String what, Instant deadline) {
    this.what = what;
    this.deadline = deadline;
  }

  /**
   * Waits 50 ms to 2 s, longer at each call.
   *
   * @throws LakeException with {@code failure} as its cause if the wait leaves too little time
   */
  void await(Throwable failure) {
    long ceiling = Math.min(LONGEST_MILLIS, SHORTEST_MILLIS << Math.min(++waits, 10));
    long millis = RANDOM.nextLong(SHORTEST_MILLIS, ceiling + 1);
    Duration left = Duration.between(Instant.now(), deadline);
    if (left.minusMillis(millis).compareTo(LEAST) < 0) {
      throw LakeException.passing(what + ": time ran out after " + waits + " attempts", failure);
    }

    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw LakeException.passing(what + ": interrupted", interrupt);
    }
  }

  int waits() {
    return waits;
  }
}
