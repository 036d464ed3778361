package io.github.otlp2parquet.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * Turns OTLP/JSON into the protobuf bytes of the same request, so that one decoder reads both
 * encodings and they cannot give different rows.
 *
 * <p>The rules are those of the <a
 * href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">OTLP specification</a>,
 * lax where the Collector is lax: field names also in snake_case, enums also by name, numbers also
 * as strings; unknown fields are skipped and null is an absent field. A body of several objects
 * (JSON lines) is their requests' records in one request. A key that comes twice counts as protobuf
 * has it: the last value, or all elements of a list.
 *
 * <p>Jackson finds the tokens; strings are then read at their place in the request, since most of
 * the bytes are in strings and need no conversion.
 */
public final class JsonTranscoder {
  /** The deepest value allowed takes 265: 64 kvlists of four each, and the way to them. */
  private static final int MAX_JSON_NESTING = 500;

  private static final int MAX_NESTING = 64;

  /** Names are not interned, as a sender may make up any number of them. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_JSON_NESTING)
                  .maxNumberLength(JsonNumbers.MAX_LENGTH)
                  .build())
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final JsonParser parser;
  private final WireWriter out;
  private final JsonStrings strings;
  private final JsonScalars scalars;
  private final int firstByte;
  private int nesting;

  private JsonTranscoder(JsonParser parser, byte[] json, int firstByte, WireWriter out) {
    this.parser = parser;
    this.out = out;
    this.strings = new JsonStrings(json, out);
    this.scalars = new JsonScalars(parser, strings, firstByte);
    this.firstByte = firstByte;
  }

  /**
   * Converts a request.
   *
   * @param json one or more JSON objects in UTF-8
   * @param maxBytes how long the result may become
   * @return the bytes of an Export…ServiceRequest, from position to limit
   * @throws MalformedRequestException if {@code json} is no OTLP/JSON
   * @throws TooLargeException if the result is longer than {@code maxBytes}
   */
  public static ByteBuffer transcode(Signal signal, byte[] json, long maxBytes) {
    int firstByte = afterByteOrderMark(json);
    requireUtf8(signal, json, firstByte);
    // Telemetry is about half as long in protobuf.
    WireWriter out = new WireWriter(json.length / 2 + 64, maxBytes);
    try (JsonParser parser = FACTORY.createParser(json, firstByte, json.length - firstByte)) {
      JsonTranscoder transcoder = new JsonTranscoder(parser, json, firstByte, out);
      try {
        transcoder.requests(JsonSchema.request(signal));
        return out.written();
      } catch (JsonFault e) {
        throw malformed(signal, transcoder.place() + " " + e.getMessage());
      } catch (StreamConstraintsException e) {
        throw malformed(signal, transcoder.offset() + " nests too deep or is a number too long");
      } catch (IOException e) {
        // Jackson's own message quotes the request.
        throw malformed(signal, transcoder.offset() + " is not valid JSON");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MalformedRequestException malformed(Signal signal, String what) {
    return new MalformedRequestException("Cannot read " + signal.label() + " from JSON: " + what);
  }

  private static int afterByteOrderMark(byte[] json) {
    boolean marked =
        json.length >= 3
            && json[0] == (byte) 0xEF
            && json[1] == (byte) 0xBB
            && json[2] == (byte) 0xBF;
    return marked ? 3 : 0;
  }

  /** Jackson would find out UTF-16 and UTF-32 by their zero bytes and marks, and read them. */
  private static void requireUtf8(Signal signal, byte[] json, int firstByte) {
    for (int i = firstByte; i < Math.min(json.length, firstByte + 4); i++) {
      if (json[i] == 0 || (json[i] & 0xFF) >= 0xFE) {
        throw malformed(signal, "byte " + i + " is not UTF-8");
      }
    }
  }

  private void requests(JsonMessage request) throws IOException, JsonFault {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new JsonFault("is empty");
    }

    for (; token != null; token = parser.nextToken()) {
      if (token != JsonToken.START_OBJECT) {
        throw new JsonFault("is not an object");
      }

      fields(request);
    }
  }

  private void fields(JsonMessage message) throws IOException, JsonFault {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonField field = message.field(name);
      JsonToken token = parser.nextToken();
      if (field == null) {
        parser.skipChildren();
      } else if (token != JsonToken.VALUE_NULL) {
        if (field.repeated()) {
          list(field, token);
        } else {
          out.varint(field.tag());
          value(field, token);
        }
      }
    }
  }

  private void list(JsonField field, JsonToken token) throws IOException, JsonFault {
    if (token != JsonToken.START_ARRAY) {
      throw new JsonFault("is not an array");
    }

    boolean packed = field.kind().packs();
    int before = out.size();
    int begin = before;
    if (packed) {
      out.varint(field.tag());
      begin = out.beginLength(WireWriter.PADDED);
    }

    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      if (!packed) {
        out.varint(field.tag());
      }

      value(field, next);
    }

    if (packed) {
      out.endLength(begin, WireWriter.PADDED);
    }
  }

  private void value(JsonField field, JsonToken token) throws IOException, JsonFault {
    switch (field.kind()) {
      case MESSAGE -> message(field.type(), token);
      case STRING -> strings.text(scalars.start(token));
      case ID -> strings.id(scalars.start(token));
      case BYTES -> strings.base64(scalars.start(token));
      case BOOL -> out.varint(scalars.bool(token));
      case DOUBLE -> out.fixed64(Double.doubleToRawLongBits(scalars.real(token)));
      case ENUM -> out.varint(scalars.enumNumber(field, token));
      case SINT32 -> out.varint(zigzag((int) scalars.integer(field.kind(), token)));
      case FIXED32 -> out.fixed32((int) scalars.integer(field.kind(), token));
      case FIXED64, SFIXED64 -> out.fixed64(scalars.integer(field.kind(), token));
      case INT32, UINT32, INT64, UINT64 -> out.varint(scalars.integer(field.kind(), token));
    }
  }

  /** A null that is an element of a list is an empty message, as it is for the Collector. */
  private void message(JsonMessage type, JsonToken token) throws IOException, JsonFault {
    if (token == JsonToken.VALUE_NULL) {
      out.varint(0);
      return;
    }

    if (token != JsonToken.START_OBJECT) {
      throw new JsonFault("is not an object");
    }

    int room = nesting == 0 ? type.lengthBytes() : WireWriter.PADDED;
    nesting += type.levels();
    if (nesting > MAX_NESTING) {
      throw new JsonFault("nests more than " + MAX_NESTING + " levels deep");
    }

    int begin = out.beginLength(room);
    fields(type);
    out.endLength(begin, room);
    nesting -= type.levels();
  }

  private static long zigzag(int value) {
    return ((value << 1) ^ (value >> 31)) & 0xFFFF_FFFFL;
  }

  private String offset() {
    return "byte " + (firstByte + parser.currentLocation().getByteOffset());
  }

  /** A JSON pointer. Only fields of OTLP are read and can be wrong, so it has no name of others. */
  private String place() {
    String pointer = parser.getParsingContext().pathAsPointer().toString();
    return pointer.isEmpty() ? "the body" : pointer;
  }
}
