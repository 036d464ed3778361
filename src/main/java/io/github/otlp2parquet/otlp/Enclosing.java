package io.github.otlp2parquet.otlp;

import io.github.otlp2parquet.table.Level;
import org.jspecify.annotations.Nullable;

/** The messages that the next record is in. */
final class Enclosing {
  private @Nullable Message resource;
  private @Nullable Message scope;
  private @Nullable Message metric;

  /** A message; each is told from the others by its identity. */
  static final class Message {
    private final Wire wire;
    private final int start;
    private final int end;

    Message(Wire wire, int start, int end) {
      this.wire = wire;
      this.start = start;
      this.end = end;
    }

    Wire wire() {
      return wire;
    }

    int start() {
      return start;
    }

    int end() {
      return end;
    }
  }

  void enter(Level level, Wire wire, int start, int end) {
    Message message = new Message(wire, start, end);
    switch (level) {
      case RESOURCE -> resource = message;
      case SCOPE -> scope = message;
      case METRIC -> metric = message;
      case REQUEST, RECORD -> throw new IllegalArgumentException("Invalid level: " + level);
    }
  }

  /** The message of a level, null if the signal has none there. */
  @Nullable Message message(Level level) {
    return switch (level) {
      case RESOURCE -> resource;
      case SCOPE -> scope;
      case METRIC -> metric;
      case REQUEST, RECORD -> null;
    };
  }
}
