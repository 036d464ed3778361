package io.github.otlp2parquet.local.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prints messages as OTLP/JSON, which is protobuf's JSON but for ids in hexadecimal and enums as
 * numbers.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">JSON Protobuf
 *     Encoding</a>
 */
public final class OtlpJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final Set<String> IDS = Set.of("trace_id", "span_id", "parent_span_id");

  private OtlpJson() {}

  /** In one line, without its end. */
  public static String print(Message message) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(json, message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    return text.toString();
  }

  /** Indented by two spaces, without the last line's end. */
  public static String pretty(Message message) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.setPrettyPrinter(
          new DefaultPrettyPrinter()
              .withObjectIndenter(indenter)
              .withArrayIndenter(indenter)
              .withSeparators(
                  Separators.createDefaultInstance()
                      .withObjectFieldValueSpacing(Separators.Spacing.AFTER)));
      write(json, message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    return text.toString();
  }

  private static void write(JsonGenerator json, Message message) throws IOException {
    json.writeStartObject();
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      FieldDescriptor field = entry.getKey();
      json.writeFieldName(field.getJsonName());
      if (field.isRepeated()) {
        json.writeStartArray();
        for (Object element : (List<?>) entry.getValue()) {
          write(json, field, element);
        }

        json.writeEndArray();
      } else {
        write(json, field, entry.getValue());
      }
    }

    json.writeEndObject();
  }

  private static void write(JsonGenerator json, FieldDescriptor field, Object value)
      throws IOException {
    switch (field.getType()) {
      case MESSAGE -> write(json, (Message) value);
      case STRING -> json.writeString((String) value);
      case BYTES -> writeBytes(json, field, ((ByteString) value).toByteArray());
      case BOOL -> json.writeBoolean((Boolean) value);
      case DOUBLE -> writeDouble(json, (Double) value);
      case ENUM -> json.writeNumber(((EnumValueDescriptor) value).getNumber());
      case INT32, SINT32 -> json.writeNumber((Integer) value);
      case UINT32, FIXED32 -> json.writeNumber(Integer.toUnsignedLong((Integer) value));
      case INT64, SFIXED64 -> json.writeString(Long.toString((Long) value));
      case UINT64, FIXED64 -> json.writeString(Long.toUnsignedString((Long) value));
      default -> throw new IllegalArgumentException("Cannot print " + field + ": unused in OTLP");
    }
  }

  private static void writeBytes(JsonGenerator json, FieldDescriptor field, byte[] bytes)
      throws IOException {
    if (IDS.contains(field.getName())) {
      json.writeString(HexFormat.of().formatHex(bytes));
    } else {
      json.writeBinary(bytes);
    }
  }

  private static void writeDouble(JsonGenerator json, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeString(Double.toString(value));
    }
  }
}
