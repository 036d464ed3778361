package io.github.otlp2parquet.local.payload;

import com.google.protobuf.Message;
import io.github.otlp2parquet.otlp.Signal;
import java.util.Random;

/**
 * Requests as an OpenTelemetry Collector in front of a few services would batch them, of any size
 * and the same for the same seed. A log record takes about 390 bytes of protobuf, a span 430, a
 * data point 230.
 */
public final class Payloads {
  private static final long SEED = 20_260_302;

  private Payloads() {}

  /** An Export…ServiceRequest of so many log records, spans or data points. */
  public static Message request(Signal signal, int records) {
    return request(signal, records, SEED);
  }

  /** The same with other values for another seed. */
  public static Message request(Signal signal, int records, long seed) {
    Random random = new Random(seed);
    return switch (signal) {
      case LOGS -> new LogPayload(random).request(records);
      case TRACES -> new TracePayload(random).request(records);
      case METRICS -> new MetricPayload(random).request(records);
    };
  }
}
