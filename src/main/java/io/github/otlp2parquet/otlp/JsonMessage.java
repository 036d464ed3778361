package io.github.otlp2parquet.otlp;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A protobuf message's fields by the names they have in JSON. Built once, by {@link JsonSchema}.
 */
final class JsonMessage {
  private final int lengthBytes;
  private final int levels;
  private final Map<String, JsonField> fields = new HashMap<>();

  private JsonMessage(int lengthBytes, int levels) {
    this.lengthBytes = lengthBytes;
    this.levels = levels;
  }

  static JsonMessage message() {
    return new JsonMessage(WireWriter.PADDED, 0);
  }

  /** One that is mostly shorter than 128 bytes. */
  static JsonMessage small() {
    return new JsonMessage(1, 0);
  }

  /** One whose values can hold it again, which counts as a level of nesting. */
  static JsonMessage nesting() {
    return new JsonMessage(WireWriter.PADDED, 1);
  }

  /** Room to leave for the message's length where it is not nested. */
  int lengthBytes() {
    return lengthBytes;
  }

  int levels() {
    return levels;
  }

  @Nullable JsonField field(String name) {
    return fields.get(name);
  }

  Map<String, JsonField> fields() {
    return Map.copyOf(fields);
  }

  JsonMessage one(int number, String name, JsonKind kind) {
    return add(name, new JsonField(number, kind, JsonField.Cardinality.SINGLE, null, Map.of()));
  }

  JsonMessage many(int number, String name, JsonKind kind) {
    return add(name, new JsonField(number, kind, JsonField.Cardinality.REPEATED, null, Map.of()));
  }

  JsonMessage one(int number, String name, JsonMessage message) {
    return add(name, ofMessage(number, JsonField.Cardinality.SINGLE, message));
  }

  JsonMessage many(int number, String name, JsonMessage message) {
    return add(name, ofMessage(number, JsonField.Cardinality.REPEATED, message));
  }

  JsonMessage one(int number, String name, Map<String, Integer> enumNames) {
    return add(
        name, new JsonField(number, JsonKind.ENUM, JsonField.Cardinality.SINGLE, null, enumNames));
  }

  private static JsonField ofMessage(
      int number, JsonField.Cardinality cardinality, JsonMessage message) {
    return new JsonField(number, JsonKind.MESSAGE, cardinality, message, Map.of());
  }

  /** OTLP/JSON has lowerCamelCase only; the Collector takes the proto's own names as well. */
  private JsonMessage add(String name, JsonField field) {
    fields.put(name, field);
    fields.put(name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT), field);
    return this;
  }
}
