package io.github.otlp2parquet.local.check;

/** A request that should be stored was not; the message is the function's. */
final class FailedSendingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FailedSendingException(String message) {
    super(message);
  }
}
