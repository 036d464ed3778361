package io.github.otlp2parquet.ingest;

import static java.util.Objects.requireNonNull;

import io.github.otlp2parquet.otlp.Encoding;
import io.github.otlp2parquet.otlp.Signal;

/**
 * One request as it is decoded: what it holds, how it is written, and its inflated bytes, which are
 * neither copied nor changed.
 */
public record Telemetry(Signal signal, Encoding encoding, byte[] body) {
  public Telemetry {
    requireNonNull(signal, "signal is null");
    requireNonNull(encoding, "encoding is null");
    requireNonNull(body, "body is null");
  }
}
