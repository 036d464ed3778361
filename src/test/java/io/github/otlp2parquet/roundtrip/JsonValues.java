package io.github.otlp2parquet.roundtrip;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.EntityRef;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the JSON convention of docs/tables.md back, and refuses what is not in it. */
final class JsonValues {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final Set<String> DOUBLES = Set.of("NaN", "Infinity", "-Infinity");

  private JsonValues() {}

  /** Attributes; the empty text is none. */
  static List<KeyValue> attributes(String json) {
    return json.isEmpty() ? List.of() : keyValues(read(json));
  }

  static AnyValue value(String json) {
    return value(read(json));
  }

  /** A resource's entities; the empty text is none. */
  static List<EntityRef> entityRefs(String json) {
    List<EntityRef> entities = new ArrayList<>();
    if (!json.isEmpty()) {
      read(json).forEach(node -> entities.add(entityRef(node)));
    }

    return entities;
  }

  private static JsonNode read(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot read as JSON: " + json, e);
    }
  }

  private static AnyValue value(JsonNode node) {
    AnyValue.Builder any = AnyValue.newBuilder();
    return switch (node.getNodeType()) {
      case NULL -> any.build();
      case STRING -> any.setStringValue(node.textValue()).build();
      case BOOLEAN -> any.setBoolValue(node.booleanValue()).build();
      case NUMBER ->
          node.isFloatingPointNumber()
              ? any.setDoubleValue(node.doubleValue()).build()
              : any.setIntValue(int64(node)).build();
      case ARRAY -> {
        ArrayValue.Builder array = ArrayValue.newBuilder();
        node.forEach(element -> array.addValues(value(element)));
        yield any.setArrayValue(array).build();
      }
      case OBJECT -> object(node);
      default -> throw new IllegalStateException("No value: " + node);
    };
  }

  private static long int64(JsonNode node) {
    if (!node.canConvertToLong()) {
      throw new IllegalStateException("No int64: " + node);
    }

    return node.longValue();
  }

  private static AnyValue object(JsonNode node) {
    AnyValue.Builder any = AnyValue.newBuilder();
    if (node.has("$double")) {
      String name = only(node, "$double").textValue();
      if (!DOUBLES.contains(name)) {
        throw new IllegalStateException("No double: " + node);
      }

      return any.setDoubleValue(Double.parseDouble(name)).build();
    }

    if (node.has("$bytes")) {
      byte[] bytes = Base64.getDecoder().decode(only(node, "$bytes").textValue());
      return any.setBytesValue(ByteString.copyFrom(bytes)).build();
    }

    return any.setKvlistValue(KeyValueList.newBuilder().addAllValues(keyValues(node))).build();
  }

  private static List<KeyValue> keyValues(JsonNode node) {
    List<KeyValue> attributes = new ArrayList<>();
    if (node.has("$kvlist")) {
      for (JsonNode pair : only(node, "$kvlist")) {
        if (pair.size() != 2) {
          throw new IllegalStateException("No pair: " + pair);
        }

        attributes.add(keyValue(pair.get(0).textValue(), pair.get(1)));
      }

      return attributes;
    }

    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (field.getKey().startsWith("$")) {
        throw new IllegalStateException("A key that begins with $ in an object: " + node);
      }

      attributes.add(keyValue(field.getKey(), field.getValue()));
    }

    return attributes;
  }

  private static KeyValue keyValue(String key, JsonNode value) {
    KeyValue.Builder attribute = KeyValue.newBuilder().setKey(key);
    return value.isNull() ? attribute.build() : attribute.setValue(value(value)).build();
  }

  private static JsonNode only(JsonNode node, String field) {
    if (node.size() != 1) {
      throw new IllegalStateException("More than " + field + ": " + node);
    }

    return node.get(field);
  }

  private static EntityRef entityRef(JsonNode node) {
    EntityRef.Builder entity =
        EntityRef.newBuilder()
            .setSchemaUrl(node.path("schemaUrl").asText())
            .setType(node.path("type").asText());
    node.path("idKeys").forEach(key -> entity.addIdKeys(key.textValue()));
    node.path("descriptionKeys").forEach(key -> entity.addDescriptionKeys(key.textValue()));
    return entity.build();
  }
}
