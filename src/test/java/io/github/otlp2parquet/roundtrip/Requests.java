package io.github.otlp2parquet.roundtrip;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import io.github.otlp2parquet.otlp.Signal;
import io.github.otlp2parquet.table.Table;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Requests by the generated classes, and what "the same telemetry" means. */
final class Requests {
  /** More than the generated parsers' 100: values nest to 64 levels of up to three messages. */
  private static final int RECURSION_LIMIT = 500;

  private Requests() {}

  static Message prototype(Signal signal) {
    return switch (signal) {
      case LOGS -> ExportLogsServiceRequest.getDefaultInstance();
      case TRACES -> ExportTraceServiceRequest.getDefaultInstance();
      case METRICS -> ExportMetricsServiceRequest.getDefaultInstance();
    };
  }

  static boolean isOf(Signal signal, Table table) {
    return switch (signal) {
      case LOGS -> table.name().equals("logs");
      case TRACES -> table.name().equals("traces");
      case METRICS -> table.name().startsWith("metrics_");
    };
  }

  static Message parse(Signal signal, byte[] protobuf) throws InvalidProtocolBufferException {
    CodedInputStream in = CodedInputStream.newInstance(protobuf);
    in.setRecursionLimit(RECURSION_LIMIT);
    try {
      Message.Builder builder = prototype(signal).newBuilderForType().mergeFrom(in);
      in.checkLastTagWas(0);
      return builder.build();
    } catch (InvalidProtocolBufferException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Each record of a request in a request of its own, which has the record's resource, scope,
   * metric header and schema URLs and no other record, {@link #normal}.
   */
  static List<Message> split(Message request) {
    List<Message> records = new ArrayList<>();
    eachElement(
        request,
        1,
        resource ->
            eachElement(
                resource,
                2,
                scope ->
                    eachElement(
                        scope, 2, record -> eachPoint(record, one -> records.add(normal(one))))));
    return records;
  }

  /** Gives the message once for each element of a repeated field, with that element only. */
  private static void eachElement(Message message, int number, Consumer<Nested> action) {
    eachElement(new Nested(message, inner -> inner), number, action);
  }

  private static void eachElement(Nested nested, int number, Consumer<Nested> action) {
    Message message = nested.message();
    FieldDescriptor field = message.getDescriptorForType().findFieldByNumber(number);
    Message without = message.toBuilder().clearField(field).build();
    for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
      Message element = (Message) message.getRepeatedField(field, i);
      action.accept(
          new Nested(
              element,
              inner -> nested.wrap(without.toBuilder().addRepeatedField(field, inner).build())));
    }
  }

  /** A message somewhere in a request, and how to put the rest around it. */
  private record Nested(Message message, UnaryOperator<Message> around) {
    Message wrap(Message inner) {
      return around.apply(inner);
    }
  }

  private static void eachPoint(Nested record, Consumer<Message> action) {
    if (!(record.message() instanceof Metric metric)) {
      action.accept(record.wrap(record.message()));
      return;
    }

    metric
        .getAllFields()
        .forEach(
            (field, data) -> {
              if (field.getRealContainingOneof() != null) {
                Nested nested =
                    new Nested(
                        (Message) data,
                        inner -> record.wrap(metric.toBuilder().setField(field, inner).build()));
                eachElement(nested, 1, point -> action.accept(point.wrap(point.message())));
              }
            });
  }

  /** A value in arrays and key-value lists, in turn, this many levels deep. */
  static AnyValue nested(int levels) {
    AnyValue value = AnyValue.newBuilder().setStringValue("deep").build();
    for (int i = 0; i < levels; i++) {
      AnyValue.Builder around = AnyValue.newBuilder();
      value =
          i % 2 == 0
              ? around.setArrayValue(ArrayValue.newBuilder().addValues(value)).build()
              : around
                  .setKvlistValue(
                      KeyValueList.newBuilder()
                          .addValues(KeyValue.newBuilder().setKey("$k").setValue(value)))
                  .build();
    }

    return value;
  }

  /** A request of one record, a gauge's point for metrics, with one attribute. */
  static Message withAttribute(Signal signal, AnyValue value) {
    KeyValue attribute = KeyValue.newBuilder().setKey("a").setValue(value).build();
    return switch (signal) {
      case LOGS ->
          ExportLogsServiceRequest.newBuilder()
              .addResourceLogs(
                  ResourceLogs.newBuilder()
                      .addScopeLogs(
                          ScopeLogs.newBuilder()
                              .addLogRecords(LogRecord.newBuilder().addAttributes(attribute))))
              .build();
      case TRACES ->
          ExportTraceServiceRequest.newBuilder()
              .addResourceSpans(
                  ResourceSpans.newBuilder()
                      .addScopeSpans(
                          ScopeSpans.newBuilder()
                              .addSpans(Span.newBuilder().addAttributes(attribute))))
              .build();
      case METRICS -> {
        NumberDataPoint.Builder point = NumberDataPoint.newBuilder().addAttributes(attribute);
        Metric.Builder metric =
            Metric.newBuilder().setGauge(Gauge.newBuilder().addDataPoints(point));
        yield ExportMetricsServiceRequest.newBuilder()
            .addResourceMetrics(
                ResourceMetrics.newBuilder()
                    .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(metric)))
            .build();
      }
    };
  }

  /** Whether the message has an integer of 2^63 or more. */
  static boolean isTooLarge(Message message) {
    return message.getAllFields().entrySet().stream()
        .anyMatch(
            entry ->
                elements(entry).stream()
                    .anyMatch(
                        element ->
                            element instanceof Message inner
                                ? isTooLarge(inner)
                                : isUnsigned(entry.getKey()) && (Long) element < 0));
  }

  private static boolean isUnsigned(FieldDescriptor field) {
    return field.getType() == FieldDescriptor.Type.FIXED64
        || field.getType() == FieldDescriptor.Type.UINT64;
  }

  static List<?> elements(Map.Entry<FieldDescriptor, Object> entry) {
    return entry.getValue() instanceof List<?> list ? list : List.of(entry.getValue());
  }

  /**
   * Without what the tables do not keep: an unset sub-message is as an empty one, a missing value
   * as an empty one; unknown fields and indexes into string tables are dropped.
   */
  static Message normal(Message message) {
    Message.Builder builder =
        message.toBuilder().setUnknownFields(UnknownFieldSet.getDefaultInstance());
    message.getAllFields().forEach((field, value) -> normalise(builder, field, value));
    return builder.build();
  }

  private static void normalise(Message.Builder builder, FieldDescriptor field, Object value) {
    if (field.getName().endsWith("_strindex")) {
      builder.clearField(field);
    } else if (field.getJavaType() == JavaType.MESSAGE && field.isRepeated()) {
      builder.setField(
          field,
          ((List<?>) value)
              .stream().map(inner -> normal((Message) inner)).collect(Collectors.toList()));
    } else if (field.getJavaType() == JavaType.MESSAGE) {
      Message inner = normal((Message) value);
      boolean empty = inner.equals(inner.getDefaultInstanceForType());
      if (empty && field.getRealContainingOneof() == null) {
        builder.clearField(field);
      } else {
        builder.setField(field, inner);
      }
    }
  }
}
