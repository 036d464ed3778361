package io.github.otlp2parquet.local.check;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.github.otlp2parquet.otlp.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request read by protobuf's generated classes: in all three, resource, scope and record nest.
 */
record ProtobufRequest(Signal signal, Message message) implements ExportRequest {
  private static final int RESOURCES = 1;
  private static final int RESOURCE = 1;
  private static final int ATTRIBUTES = 1;
  private static final int CHILDREN = 2;
  private static final List<String> TIMES =
      List.of(
          "time_unix_nano",
          "observed_time_unix_nano",
          "start_time_unix_nano",
          "end_time_unix_nano");

  static ProtobufRequest parse(TelemetryFile file) {
    Message type =
        switch (file.signal()) {
          case LOGS -> ExportLogsServiceRequest.getDefaultInstance();
          case TRACES -> ExportTraceServiceRequest.getDefaultInstance();
          case METRICS -> ExportMetricsServiceRequest.getDefaultInstance();
        };
    try {
      Message message = type.newBuilderForType().mergeFrom(file.body()).build();
      return new ProtobufRequest(file.signal(), message);
    } catch (InvalidProtocolBufferException e) {
      throw new NotTelemetryException(
          "Cannot use %s: it is no protobuf of %s: %s"
              .formatted(file.name(), file.signal().label(), e.getMessage()));
    }
  }

  @Override
  public Map<String, Long> rows() {
    Map<String, Long> rows = new TreeMap<>();
    for (Message item : items()) {
      if (signal == Signal.METRICS) {
        points(item).forEach(point -> rows.merge(metricTable(item), 1L, Long::sum));
      } else {
        rows.merge(signal.label(), 1L, Long::sum);
      }
    }

    return rows;
  }

  @Override
  public boolean isTimed() {
    List<Message> records = new ArrayList<>();
    items()
        .forEach(item -> records.addAll(signal == Signal.METRICS ? points(item) : List.of(item)));
    return records.stream().allMatch(ProtobufRequest::hasTime);
  }

  @Override
  public boolean isSingle() {
    return true;
  }

  @Override
  public byte[] marked(Mark mark) {
    Message.Builder request = message.toBuilder();
    FieldDescriptor resources = request.getDescriptorForType().findFieldByNumber(RESOURCES);
    for (int i = 0; i < request.getRepeatedFieldCount(resources); i++) {
      Message.Builder child = request.getRepeatedFieldBuilder(resources, i);
      Message.Builder resource =
          child.getFieldBuilder(child.getDescriptorForType().findFieldByNumber(RESOURCE));
      FieldDescriptor attributes = resource.getDescriptorForType().findFieldByNumber(ATTRIBUTES);
      mark.attributes()
          .forEach((key, value) -> resource.addRepeatedField(attributes, attribute(key, value)));
    }

    return request.build().toByteArray();
  }

  /** Log records, spans or metrics. */
  private List<Message> items() {
    return children(message, RESOURCES).stream()
        .flatMap(resource -> children(resource, CHILDREN).stream())
        .flatMap(scope -> children(scope, CHILDREN).stream())
        .toList();
  }

  private static List<Message> points(Message metric) {
    FieldDescriptor data = dataOf(metric);
    return data == null ? List.of() : children((Message) metric.getField(data), 1);
  }

  private static String metricTable(Message metric) {
    FieldDescriptor data = dataOf(metric);
    return "metrics_" + (data == null ? "" : data.getName());
  }

  private static @org.jspecify.annotations.Nullable FieldDescriptor dataOf(Message metric) {
    return metric.getOneofFieldDescriptor(metric.getDescriptorForType().getOneofs().getFirst());
  }

  private static boolean hasTime(Message item) {
    return TIMES.stream()
        .map(name -> item.getDescriptorForType().findFieldByName(name))
        .anyMatch(field -> field != null && (Long) item.getField(field) != 0);
  }

  private static List<Message> children(Message parent, int number) {
    List<Message> children = new ArrayList<>();
    FieldDescriptor field = parent.getDescriptorForType().findFieldByNumber(number);
    for (int i = 0; i < parent.getRepeatedFieldCount(field); i++) {
      children.add((Message) parent.getRepeatedField(field, i));
    }

    return children;
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
