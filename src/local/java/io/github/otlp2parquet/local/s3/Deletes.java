package io.github.otlp2parquet.local.s3;

/** Whether clients may do in a table's bucket what S3 Tables refuses. */
public enum Deletes {
  /** As S3 Tables: no deletes, no lists, no bucket operations. */
  REFUSED,
  /** As an ordinary store, so that a test sees what a delete would break. */
  ALLOWED
}
