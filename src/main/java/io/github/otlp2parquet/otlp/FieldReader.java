package io.github.otlp2parquet.otlp;

/**
 * Takes one field of a message into one or more columns: {@link #read} for each time that the field
 * occurs, then {@link #end}, after which the next message may come.
 */
abstract class FieldReader {
  /** Whether a field of this wire type is this one; others are skipped as unknown. */
  abstract boolean accepts(int wireType);

  /** Reads an occurrence; the tag is read, its value not. */
  abstract void read(Wire in, int wireType, int row);

  /** The message is over: what was not there gets its default. */
  abstract void end(int row);

  /** The message was given up: forgets what was read of it. */
  abstract void reset();
}
