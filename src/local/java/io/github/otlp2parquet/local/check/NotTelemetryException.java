package io.github.otlp2parquet.local.check;

/** A file is no OTLP that could be sent; the message names it and says why. */
public final class NotTelemetryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotTelemetryException(String message) {
    super(message);
  }
}
