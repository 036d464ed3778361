package io.github.otlp2parquet.local.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.otlp2parquet.otlp.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A request of one or more JSON objects; names may be in camelCase or in snake_case. */
record JsonRequest(Signal signal, List<ObjectNode> objects) implements ExportRequest {
  /** Numbers stay as they were written. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final List<String> TYPES =
      List.of("gauge", "sum", "histogram", "exponentialHistogram", "summary");
  private static final List<String> TIMES =
      List.of("timeUnixNano", "observedTimeUnixNano", "startTimeUnixNano", "endTimeUnixNano");

  static JsonRequest parse(TelemetryFile file) {
    try (MappingIterator<ObjectNode> objects =
        JSON.readerFor(ObjectNode.class).readValues(file.body())) {
      return new JsonRequest(file.signal(), objects.readAll());
    } catch (IOException e) {
      throw new NotTelemetryException("Cannot use " + file.name() + ": its JSON is broken");
    }
  }

  @Override
  public Map<String, Long> rows() {
    Map<String, Long> rows = new TreeMap<>();
    if (signal == Signal.METRICS) {
      for (String type : TYPES) {
        long points = items().flatMap(metric -> points(metric, type)).count();
        if (points > 0) {
          rows.put("metrics_" + snakeCase(type), points);
        }
      }
    } else if (items().findAny().isPresent()) {
      rows.put(signal.label(), items().count());
    }

    return rows;
  }

  @Override
  public boolean isTimed() {
    Stream<JsonNode> records =
        signal == Signal.METRICS
            ? items().flatMap(metric -> TYPES.stream().flatMap(type -> points(metric, type)))
            : items();
    return records.allMatch(
        item -> TIMES.stream().anyMatch(name -> child(item, name).asLong(0) != 0));
  }

  @Override
  public boolean isSingle() {
    return objects.size() == 1;
  }

  @Override
  public byte[] marked(Mark mark) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      for (ObjectNode object : objects) {
        ObjectNode copy = object.deepCopy();
        elements(copy, resources()).forEach(child -> add(mark, (ObjectNode) child));
        bytes.writeBytes(JSON.writeValueAsString(copy).getBytes(StandardCharsets.UTF_8));
        if (!isSingle()) {
          bytes.write('\n');
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write JSON", e);
    }

    return bytes.toByteArray();
  }

  private static void add(Mark mark, ObjectNode resourceOfRecords) {
    ObjectNode resource =
        child(resourceOfRecords, "resource") instanceof ObjectNode present
            ? present
            : resourceOfRecords.putObject("resource");
    mark.attributes()
        .forEach(
            (key, value) -> {
              ObjectNode attribute = resource.withArray("attributes").addObject();
              attribute.put("key", key).putObject("value").put("stringValue", value);
            });
  }

  /** Log records, spans or metrics. */
  private Stream<JsonNode> items() {
    List<JsonNode> items = new ArrayList<>();
    for (ObjectNode object : objects) {
      elements(object, resources())
          .flatMap(resource -> elements(resource, scopes()))
          .flatMap(scope -> elements(scope, records()))
          .forEach(items::add);
    }

    return items.stream();
  }

  private static Stream<JsonNode> points(JsonNode metric, String type) {
    return elements(child(metric, type), "dataPoints");
  }

  private String resources() {
    return switch (signal) {
      case LOGS -> "resourceLogs";
      case TRACES -> "resourceSpans";
      case METRICS -> "resourceMetrics";
    };
  }

  private String scopes() {
    return resources().replace("resource", "scope");
  }

  private String records() {
    return switch (signal) {
      case LOGS -> "logRecords";
      case TRACES -> "spans";
      case METRICS -> "metrics";
    };
  }

  private static Stream<JsonNode> elements(JsonNode parent, String name) {
    return StreamSupport.stream(child(parent, name).spliterator(), false)
        .filter(JsonNode::isObject);
  }

  private static JsonNode child(JsonNode parent, String name) {
    JsonNode child = parent.path(name);
    return child.isMissingNode() ? parent.path(snakeCase(name)) : child;
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
