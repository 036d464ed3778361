package io.github.otlp2parquet.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The body of an OTLP/HTTP answer, in the encoding of its request ("OTLP/HTTP Response" in the OTLP
 * specification).
 *
 * <p>Three small messages, so they are written by hand: {@code Export…ServiceResponse}, {@code
 * google.rpc.Status} and, in it, {@code google.rpc.BadRequest}. Field numbers are theirs. Texts are
 * cut at 4,096 bytes: a Collector reads 64 KiB of an answer, and JSON may need six bytes for one of
 * them, twice.
 *
 * @param body at most 64 KiB
 */
public record OtlpReply(Encoding encoding, byte[] body) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest";
  private static final int INVALID_ARGUMENT = 3;
  private static final int MAX_TEXT_BYTES = 4096;

  /** {@code application/x-protobuf} or {@code application/json}. */
  public String contentType() {
    return switch (encoding) {
      case PROTOBUF -> "application/x-protobuf";
      case JSON -> "application/json";
    };
  }

  /**
   * The answer to a request that was taken: {@code Export…ServiceResponse}. Its {@code
   * partial_success} is unset if nothing was rejected and there is nothing to say; a warning has a
   * message and 0 rejected.
   */
  public static OtlpReply exported(
      Signal signal, Encoding encoding, long rejected, String message) {
    String text = shortened(message);
    if (rejected == 0 && text.isEmpty()) {
      return new OtlpReply(encoding, encoding == Encoding.JSON ? bytes("{}") : new byte[0]);
    }
    return switch (encoding) {
      case PROTOBUF ->
          protobuf(
              new ProtobufMessage()
                  .message(1, new ProtobufMessage().integer(1, rejected).text(2, text)));
      case JSON -> json(out -> writePartialSuccess(out, signal, rejected, text));
    };
  }

  /**
   * The answer to a request that failed: {@code google.rpc.Status}.
   *
   * @param code a {@code google.rpc.Code}
   */
  public static OtlpReply failed(Encoding encoding, int code, String message) {
    String text = shortened(message);
    return switch (encoding) {
      case PROTOBUF -> protobuf(new ProtobufMessage().integer(1, code).text(2, text));
      case JSON -> json(out -> writeStatus(out, code, text));
    };
  }

  /**
   * The answer to a request that is malformed: a Status with {@code google.rpc.BadRequest} in it.
   */
  public static OtlpReply badRequest(Encoding encoding, String message) {
    String text = shortened(message);
    return switch (encoding) {
      case PROTOBUF -> {
        ProtobufMessage violation = new ProtobufMessage().text(1, "body").text(2, text);
        ProtobufMessage badRequest = new ProtobufMessage().message(1, violation);
        ProtobufMessage any = new ProtobufMessage().text(1, BAD_REQUEST).message(2, badRequest);
        yield protobuf(
            new ProtobufMessage().integer(1, INVALID_ARGUMENT).text(2, text).message(3, any));
      }
      case JSON -> json(out -> writeBadRequest(out, text));
    };
  }

  private static void writePartialSuccess(
      JsonGenerator out, Signal signal, long rejected, String message) throws IOException {
    out.writeObjectFieldStart("partialSuccess");
    if (rejected != 0) {
      // 64-bit integers are decimal strings in protobuf's JSON.
      out.writeStringField(
          switch (signal) {
            case LOGS -> "rejectedLogRecords";
            case TRACES -> "rejectedSpans";
            case METRICS -> "rejectedDataPoints";
          },
          Long.toString(rejected));
    }
    out.writeStringField("errorMessage", message);
    out.writeEndObject();
  }

  private static void writeStatus(JsonGenerator out, int code, String message) throws IOException {
    out.writeNumberField("code", code);
    out.writeStringField("message", message);
  }

  private static void writeBadRequest(JsonGenerator out, String message) throws IOException {
    writeStatus(out, INVALID_ARGUMENT, message);
    out.writeArrayFieldStart("details");
    out.writeStartObject();
    out.writeStringField("@type", BAD_REQUEST);
    out.writeArrayFieldStart("fieldViolations");
    out.writeStartObject();
    out.writeStringField("field", "body");
    out.writeStringField("description", message);
    out.writeEndObject();
    out.writeEndArray();
    out.writeEndObject();
    out.writeEndArray();
  }

  private static OtlpReply protobuf(ProtobufMessage message) {
    return new OtlpReply(Encoding.PROTOBUF, message.toByteArray());
  }

  private static OtlpReply json(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      fields.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write an answer", e);
    }
    return new OtlpReply(Encoding.JSON, bytes.toByteArray());
  }

  /** Cut at a code point; half a surrogate pair, which no encoding can write, becomes U+FFFD. */
  private static String shortened(String text) {
    StringBuilder whole = new StringBuilder();
    int bytes = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      if (Character.getType(codePoint) == Character.SURROGATE) {
        codePoint = 0xfffd;
      }
      bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
      if (bytes > MAX_TEXT_BYTES - 3) {
        return whole.append('…').toString();
      }
      whole.appendCodePoint(codePoint);
    }
    return whole.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** Writes the fields of one JSON object. */
  private interface Fields {
    void write(JsonGenerator out) throws IOException;
  }
}
