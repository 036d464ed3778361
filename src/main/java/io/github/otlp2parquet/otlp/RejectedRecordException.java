package io.github.otlp2parquet.otlp;

/** One record cannot be stored; the others can. Caught where records are counted. */
final class RejectedRecordException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RejectedRecordException(String reason) {
    super(reason, null, false, false);
  }
}
