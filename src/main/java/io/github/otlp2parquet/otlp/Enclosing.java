package io.github.otlp2parquet.otlp;

import io.github.otlp2parquet.table.Level;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The messages that the next record is in. */
final class Enclosing {
  private final Map<Level, Message> messages = new EnumMap<>(Level.class);
  private long numbers;

  /**
   * A message.
   *
   * @param number another one for each message of a request
   */
  record Message(long number, Wire wire, int start, int end) {}

  void enter(Level level, Wire wire, int start, int end) {
    messages.put(level, new Message(numbers++, wire, start, end));
  }

  /** The message of a level, null if the signal has none there. */
  @Nullable Message message(Level level) {
    return messages.get(level);
  }
}
