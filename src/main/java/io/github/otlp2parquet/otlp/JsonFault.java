package io.github.otlp2parquet.otlp;

/**
 * What is wrong with one JSON value, as the end of a sentence that begins with its place; {@link
 * JsonTranscoder} knows the place.
 */
final class JsonFault extends Exception {
  private static final long serialVersionUID = 1L;

  JsonFault(String message) {
    super(message, null, false, false);
  }
}
