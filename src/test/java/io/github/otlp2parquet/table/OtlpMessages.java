package io.github.otlp2parquet.table;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The messages of opentelemetry-proto that the levels of tables are. */
final class OtlpMessages {
  /** Of {@code ResourceX} the list of {@code ScopeX}, and of {@code ScopeX} that of records. */
  private static final int CHILDREN = 2;

  private OtlpMessages() {}

  static Descriptor metric(Descriptor resourceMetrics) {
    return child(child(resourceMetrics, CHILDREN), CHILDREN);
  }

  private static Descriptor child(Descriptor message, int number) {
    return message.findFieldByNumber(number).getMessageType();
  }

  /**
   * A table's messages.
   *
   * @param data the field of {@code Metric} that has the table's points, 0 for other signals
   */
  static Map<Level, Descriptor> byLevel(Descriptor resource, int data) {
    Map<Level, Descriptor> messages = new EnumMap<>(Level.class);
    Descriptor scope = child(resource, CHILDREN);
    Descriptor element = child(scope, CHILDREN);
    messages.put(Level.RESOURCE, resource);
    messages.put(Level.SCOPE, scope);
    if (data == 0) {
      messages.put(Level.RECORD, element);
    } else {
      messages.put(Level.METRIC, element);
      messages.put(Level.RECORD, child(child(element, data), 1));
    }

    return messages;
  }

  /** Fields that lead to the next level, or to the points of another table. */
  static Set<Integer> walked(Level level, int data) {
    return switch (level) {
      case REQUEST -> Set.of();
      case RESOURCE, SCOPE -> Set.of(CHILDREN);
      case METRIC -> {
        Set<Integer> others = new HashSet<>(Set.of(5, 7, 9, 10, 11));
        others.remove(data);
        yield others;
      }
      case RECORD -> Set.of();
    };
  }

  static List<String> fieldNames(Descriptor message) {
    return message.getFields().stream().map(FieldDescriptor::getName).toList();
  }

  /** The field at the end of a path of numbers. */
  static FieldDescriptor field(Descriptor message, List<Integer> path) {
    FieldDescriptor field = message.findFieldByNumber(path.getFirst());
    return path.size() == 1 ? field : field(field.getMessageType(), path.subList(1, path.size()));
  }

  /** The codecs that keep all that a field can say. */
  static Set<Codec> codecs(FieldDescriptor field) {
    return switch (field.getType()) {
      case STRING -> Set.of(Codec.TEXT);
      case BYTES -> Set.of(Codec.HEX);
      case BOOL -> Set.of(Codec.BOOL);
      case FIXED32 -> Set.of(Codec.FIXED32);
      case UINT32 -> Set.of(Codec.UINT32);
      case SINT32 -> Set.of(Codec.SINT32);
      case SFIXED64 -> Set.of(Codec.NUMBER_INT);
      case UINT64 -> Set.of(Codec.UINT64_LIST);
      case ENUM -> enumCodec(field);
      case FIXED64 ->
          field.isRepeated()
              ? Set.of(Codec.FIXED64_LIST)
              : Set.of(field.getName().endsWith("_unix_nano") ? Codec.NANOS : Codec.FIXED64);
      case DOUBLE ->
          field.isRepeated()
              ? Set.of(Codec.FLOAT64_LIST)
              : field.getRealContainingOneof() != null
                  ? Set.of(Codec.NUMBER)
                  : Set.of(field.hasPresence() ? Codec.OPTIONAL_FLOAT64 : Codec.FLOAT64);
      case MESSAGE ->
          switch (field.getMessageType().getName()) {
            case "KeyValue" -> Set.of(Codec.ATTRIBUTES);
            case "AnyValue" -> Set.of(Codec.BODY, Codec.BODY_TYPE);
            case "EntityRef" -> Set.of(Codec.ENTITY_REFS);
            default -> Set.of(Codec.MESSAGES);
          };
      default -> Set.of();
    };
  }

  private static Set<Codec> enumCodec(FieldDescriptor field) {
    return switch (field.getEnumType().getName()) {
      case "SeverityNumber" -> Set.of(Codec.INT32);
      case "SpanKind" -> Set.of(Codec.SPAN_KIND);
      case "StatusCode" -> Set.of(Codec.STATUS_CODE);
      case "AggregationTemporality" -> Set.of(Codec.TEMPORALITY);
      default -> Set.of();
    };
  }
}
