package io.github.otlp2parquet.lambda;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The two headers that matter, whatever the case of their names. Where an event has its headers
 * twice the list of all values counts, since the other form has only the last of several.
 */
final class HttpHeaders {
  private @Nullable String contentType;
  private @Nullable String contentEncoding;
  private boolean single;
  private boolean multiple;

  @Nullable String contentType() {
    return contentType;
  }

  @Nullable String contentEncoding() {
    return contentEncoding;
  }

  boolean isMultiValueOnly() {
    return multiple && !single;
  }

  /** Reads {@code {"name": "value"}}; the parser stands at its value, which may be null. */
  void readSingle(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    single = true;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      if (parser.nextToken() == JsonToken.VALUE_STRING) {
        putIfAbsent(name, parser.getText());
      }
      parser.skipChildren();
    }
  }

  /** Reads {@code {"name": ["value", …]}}; the parser stands at its value, which may be null. */
  void readMultiple(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    multiple = true;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      if (parser.nextToken() == JsonToken.START_ARRAY) {
        put(name, joined(parser));
      }
      parser.skipChildren();
    }
  }

  private static String joined(JsonParser parser) throws IOException {
    StringJoiner values = new StringJoiner(", ");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(parser.getText());
      parser.skipChildren();
    }
    return values.toString();
  }

  private void put(String name, String value) {
    switch (name.toLowerCase(Locale.ROOT)) {
      case "content-type" -> contentType = value;
      case "content-encoding" -> contentEncoding = value;
      default -> {}
    }
  }

  private void putIfAbsent(String name, String value) {
    switch (name.toLowerCase(Locale.ROOT)) {
      case "content-type" -> contentType = contentType == null ? value : contentType;
      case "content-encoding" ->
          contentEncoding = contentEncoding == null ? value : contentEncoding;
      default -> {}
    }
  }
}
