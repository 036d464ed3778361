package io.github.otlp2parquet.otlp;

/**
 * The request is over a limit, as it came, inflated or flattened: HTTP 413. The message names the
 * limit and is shown to the sender.
 */
public final class TooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TooLargeException(String message) {
    super(message);
  }

  public TooLargeException(String message, Throwable cause) {
    super(message, cause);
  }
}
