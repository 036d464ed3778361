package io.github.otlp2parquet.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.github.otlp2parquet.local.payload.Payloads;
import io.github.otlp2parquet.local.payload.Testdata;
import io.github.otlp2parquet.otlp.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WireSignalTest {
  @ParameterizedTest
  @EnumSource(Signal.class)
  void of_realisticRequest(Signal signal) {
    byte[] request = Payloads.request(signal, 30).toByteArray();

    assertThat(WireSignal.isRequest(request)).isTrue();
    assertThat(WireSignal.of(request)).contains(signal);
  }

  @Test
  void of_everyFieldSet() {
    Testdata.samples()
        .forEach(
            (name, request) ->
                assertThat(WireSignal.of(request.toByteArray()))
                    .as(name)
                    .map(Signal::label)
                    .hasValueSatisfying(label -> assertThat(name).startsWith(stem(label))));
  }

  @Test
  void of_logRecordWithoutTimes() {
    LogRecord record =
        LogRecord.newBuilder()
            .setSeverityNumberValue(9)
            .setBody(AnyValue.newBuilder().setStringValue("a"))
            .build();

    assertThat(WireSignal.of(logs(record).toByteArray())).contains(Signal.LOGS);
  }

  @Test
  void of_spanWithoutTimes() {
    Span span =
        Span.newBuilder()
            .setTraceId(ByteString.copyFrom(new byte[16]))
            .setParentSpanId(ByteString.copyFrom(new byte[8]))
            .build();
    Message request =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder().addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
            .build();

    assertThat(WireSignal.of(request.toByteArray())).contains(Signal.TRACES);
  }

  @Test
  void of_noRecord_isUnknown() {
    Message request =
        ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(ResourceLogs.newBuilder().setSchemaUrl("a"))
            .build();

    assertThat(WireSignal.of(request.toByteArray())).isEmpty();
  }

  @Test
  void isRequest_text_isNot() {
    assertThat(WireSignal.isRequest("{\"resourceLogs\":[]}".getBytes(StandardCharsets.UTF_8)))
        .isFalse();
    assertThat(WireSignal.isRequest("\n{\"resourceLogs\":[]}".getBytes(StandardCharsets.UTF_8)))
        .isFalse();
  }

  private static Message logs(LogRecord record) {
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder().addScopeLogs(ScopeLogs.newBuilder().addLogRecords(record)))
        .build();
  }

  /** Samples are called log, trace and metrics_…. */
  private static String stem(String label) {
    return label.equals("metrics") ? label : label.substring(0, label.length() - 1);
  }
}
