package io.github.otlp2parquet.local.check;

import java.util.Map;

/** A request that can be counted, and marked as this run's, in the encoding that it came in. */
sealed interface ExportRequest permits JsonRequest, ProtobufRequest {
  /**
   * Reads a file's request.
   *
   * @throws NotTelemetryException if it cannot be read
   */
  static ExportRequest of(TelemetryFile file) {
    return switch (file.encoding()) {
      case PROTOBUF -> ProtobufRequest.parse(file);
      case JSON -> JsonRequest.parse(file);
    };
  }

  /** How many rows each table should get, by the table's name; tables without rows are left out. */
  Map<String, Long> rows();

  /** Whether each record has a time of its own, without which a repeat cannot be known as one. */
  boolean isTimed();

  /** Whether it is one message, and not several one after the other. */
  boolean isSingle();

  /** The bytes of the request with the mark on each of its resources. */
  byte[] marked(Mark mark);
}
