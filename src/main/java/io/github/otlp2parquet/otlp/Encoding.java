package io.github.otlp2parquet.otlp;

/** How a request is written, and therefore its answer. */
public enum Encoding {
  /** Binary protobuf, {@code application/x-protobuf}. */
  PROTOBUF,
  /** OTLP's JSON, {@code application/json}: one object, or several one after the other. */
  JSON
}
