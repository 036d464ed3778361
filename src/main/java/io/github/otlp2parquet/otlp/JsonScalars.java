package io.github.otlp2parquet.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads the values that are not written as they came, each from the parser's current token. */
final class JsonScalars {
  private final JsonParser parser;
  private final JsonStrings strings;
  private final int firstByte;

  /** For a parser that began at {@code firstByte} of the request. */
  JsonScalars(JsonParser parser, JsonStrings strings, int firstByte) {
    this.parser = parser;
    this.strings = strings;
    this.firstByte = firstByte;
  }

  /** 1 or 0. */
  long bool(JsonToken token) throws JsonFault {
    return switch (token) {
      case VALUE_TRUE -> 1;
      case VALUE_FALSE -> 0;
      default -> throw new JsonFault("is not true or false");
    };
  }

  /** The number of an enum, which may be one that OTLP does not name. */
  long enumNumber(JsonField field, JsonToken token) throws IOException, JsonFault {
    if (token != JsonToken.VALUE_STRING) {
      return integer(field.kind(), token);
    }

    String name = strings.token(start(token));
    Integer number = field.enumNames().get(name);
    if (number != null) {
      return number;
    }

    try {
      return JsonNumbers.integer(name, field.kind());
    } catch (JsonFault e) {
      throw new JsonFault("is neither a number nor a name of its enum");
    }
  }

  /** An integer's bits, in the range of {@code kind}. */
  long integer(JsonKind kind, JsonToken token) throws IOException, JsonFault {
    long value;
    if (token == JsonToken.VALUE_STRING) {
      int start = start(token);
      value = strings.digits(start);
      if (value < 0) {
        return JsonNumbers.integer(strings.token(start), kind);
      }
    } else if (token == JsonToken.VALUE_NUMBER_INT && fitsLong()) {
      value = parser.getLongValue();
    } else {
      requireNumber(token);
      return JsonNumbers.integer(parser.getText(), kind);
    }

    if (!kind.accepts(value)) {
      throw JsonNumbers.outOfRange();
    }

    return value;
  }

  double real(JsonToken token) throws IOException, JsonFault {
    if (token == JsonToken.VALUE_STRING) {
      return JsonNumbers.real(strings.token(start(token)));
    }

    requireNumber(token);
    if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      return JsonNumbers.finite(parser.getDoubleValue());
    }

    // Jackson has no -0 among its integers.
    return fitsLong() && parser.getLongValue() != 0
        ? parser.getLongValue()
        : JsonNumbers.real(parser.getText());
  }

  private boolean fitsLong() throws IOException {
    return parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
  }

  private static void requireNumber(JsonToken token) throws JsonFault {
    if (!token.isNumeric()) {
      throw JsonNumbers.notANumber();
    }
  }

  /** Where the current token's string begins in the request. */
  int start(JsonToken token) throws JsonFault {
    if (token != JsonToken.VALUE_STRING) {
      throw new JsonFault("is not a string");
    }

    return firstByte + 1 + (int) parser.currentTokenLocation().getByteOffset();
  }
}
