package io.github.otlp2parquet.otlp;

/**
 * Takes one field of a message into one or more columns. For each message: {@link #begin}, {@link
 * #read} for each time that the field occurs, {@link #end}.
 */
abstract class FieldReader {
  /** The message that follows becomes this row, or this entry. */
  void begin(int row) {}

  /** Whether a field of this wire type is this one; others are skipped as unknown. */
  abstract boolean accepts(int wireType);

  /** Reads an occurrence; the tag is read, its value not. */
  abstract void read(Wire in, int wireType, int row);

  /** The message is over: what was not there gets its default. */
  abstract void end(int row);
}
