package io.github.otlp2parquet.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JsonSchemaTest {
  private static final Set<String> IDS = Set.of("trace_id", "span_id", "parent_span_id");

  private final Set<String> seen = new HashSet<>();

  @ParameterizedTest
  @EnumSource
  void request_hasTheFieldsOfTheProtos(Signal signal) {
    Descriptor descriptor =
        switch (signal) {
          case LOGS -> ExportLogsServiceRequest.getDescriptor();
          case TRACES -> ExportTraceServiceRequest.getDescriptor();
          case METRICS -> ExportMetricsServiceRequest.getDescriptor();
        };
    assertSame(JsonSchema.request(signal), descriptor);

    assertThat(seen).contains("opentelemetry.proto.common.v1.AnyValue");
  }

  private void assertSame(JsonMessage message, Descriptor descriptor) {
    if (!seen.add(descriptor.getFullName())) {
      return;
    }

    Map<String, FieldDescriptor> expected = new HashMap<>();
    for (FieldDescriptor field : descriptor.getFields()) {
      expected.put(field.getName(), field);
      expected.put(field.getJsonName(), field);
    }

    assertThat(message.fields().keySet()).as(descriptor.getFullName()).isEqualTo(expected.keySet());
    expected.forEach((name, field) -> assertSame(message.fields().get(name), field));
  }

  private void assertSame(JsonField actual, FieldDescriptor field) {
    assertThat(actual.number()).as(field.getFullName()).isEqualTo(field.getNumber());
    assertThat(actual.repeated()).as(field.getFullName()).isEqualTo(field.isRepeated());
    assertThat(actual.kind()).as(field.getFullName()).isEqualTo(kind(field));
    if (actual.kind() == JsonKind.MESSAGE) {
      assertSame(actual.type(), field.getMessageType());
    }

    if (actual.kind() == JsonKind.ENUM) {
      Map<String, Integer> names = new HashMap<>();
      for (EnumValueDescriptor value : field.getEnumType().getValues()) {
        names.put(value.getName(), value.getNumber());
      }

      assertThat(actual.enumNames()).as(field.getFullName()).isEqualTo(names);
    }
  }

  private static JsonKind kind(FieldDescriptor field) {
    return IDS.contains(field.getName()) ? JsonKind.ID : JsonKind.valueOf(field.getType().name());
  }
}
