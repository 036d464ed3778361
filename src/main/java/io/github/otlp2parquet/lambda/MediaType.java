package io.github.otlp2parquet.lambda;

import io.github.otlp2parquet.otlp.Encoding;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Content-Types that are taken, and how their bodies are written. */
enum MediaType {
  PROTOBUF("application/x-protobuf", Encoding.PROTOBUF),
  JSON("application/json", Encoding.JSON),
  /**
   * One OTLP/JSON object a line. It is no type of OTLP's own, so its answer is {@code
   * application/json}.
   */
  JSON_LINES("application/x-ndjson", Encoding.JSON);

  static final String ACCEPTED =
      "accepted are application/x-protobuf, application/json and application/x-ndjson";

  private final String type;
  private final Encoding encoding;

  MediaType(String type, Encoding encoding) {
    this.type = type;
    this.encoding = encoding;
  }

  /** The type that a Content-Type names, whatever its parameters; empty for any other or none. */
  static Optional<MediaType> of(@Nullable String contentType) {
    if (contentType == null) {
      return Optional.empty();
    }

    String essence = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    for (MediaType mediaType : values()) {
      if (mediaType.type.equals(essence)) {
        return Optional.of(mediaType);
      }
    }
    return Optional.empty();
  }

  Encoding encoding() {
    return encoding;
  }
}
