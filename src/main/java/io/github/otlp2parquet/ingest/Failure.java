package io.github.otlp2parquet.ingest;

import io.github.otlp2parquet.iceberg.LakeException;
import io.github.otlp2parquet.otlp.MalformedRequestException;
import io.github.otlp2parquet.otlp.TooLargeException;
import java.util.Locale;
import org.apache.arrow.memory.OutOfMemoryException;

/**
 * Every way in which a request fails as a whole: whose failure it is, what HTTP answers and whether
 * the same request may pass later.
 *
 * <p>OTLP/HTTP clients try again on 429, 502, 503 and 504 only, and drop the telemetry on all else,
 * 500 too. So what is not the sender's fault is 503, also where trying again helps nobody: it must
 * not be lost while somebody repairs it.
 */
public enum Failure {
  MALFORMED(Whose.SENDER, 400, 3 /* INVALID_ARGUMENT */),
  NOT_FOUND(Whose.SENDER, 404, 5 /* NOT_FOUND */),
  METHOD_NOT_ALLOWED(Whose.SENDER, 405, 12 /* UNIMPLEMENTED */),
  // What gRPC answers to a message over its limit; without RetryInfo it is not tried again.
  TOO_LARGE(Whose.SENDER, 413, 8 /* RESOURCE_EXHAUSTED */),
  UNSUPPORTED_MEDIA_TYPE(Whose.SENDER, 415, 3 /* INVALID_ARGUMENT */),
  UNAVAILABLE(Whose.STORE, 503, 14 /* UNAVAILABLE */),
  REFUSED(Whose.STORE, 503, 14 /* UNAVAILABLE */),
  UNEXPECTED(Whose.OURS, 503, 14 /* UNAVAILABLE */);

  /** Who has to change something. */
  public enum Whose {
    SENDER,
    STORE,
    OURS
  }

  private final Whose whose;
  private final int httpStatus;
  private final int rpcCode;

  Failure(Whose whose, int httpStatus, int rpcCode) {
    this.whose = whose;
    this.httpStatus = httpStatus;
    this.rpcCode = rpcCode;
  }

  /** What was thrown, as a failure; memory that ran out counts as a request that is too large. */
  public static Failure of(Throwable thrown) {
    return switch (thrown) {
      case MalformedRequestException _ -> MALFORMED;
      case TooLargeException _ -> TOO_LARGE;
      case OutOfMemoryException _ -> TOO_LARGE;
      case OutOfMemoryError error when isOfTheRequest(error) -> TOO_LARGE;
      case LakeException lake -> lake.refused() ? REFUSED : UNAVAILABLE;
      default -> UNEXPECTED;
    };
  }

  public Whose whose() {
    return whose;
  }

  public int httpStatus() {
    return httpStatus;
  }

  /** A {@code google.rpc.Code}. */
  public int rpcCode() {
    return rpcCode;
  }

  public boolean isRetryable() {
    return whose != Whose.SENDER;
  }

  /** The name in log lines: {@code too_large}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Threads and class metadata run out by themselves, whatever is asked for. */
  private static boolean isOfTheRequest(OutOfMemoryError error) {
    String message = String.valueOf(error.getMessage());
    return !message.contains("thread")
        && !message.contains("Metaspace")
        && !message.contains("class space");
  }
}
