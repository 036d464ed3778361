package io.github.otlp2parquet.otlp;

/**
 * The request is not what OTLP allows and never will be: HTTP 400. The message is shown to the
 * sender and logged, so it holds no bytes of the request.
 */
public final class MalformedRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedRequestException(String message) {
    super(message);
  }

  /** The cause is logged too, and must hold no bytes of the request either. */
  public MalformedRequestException(String message, Throwable cause) {
    super(message, cause);
  }
}
