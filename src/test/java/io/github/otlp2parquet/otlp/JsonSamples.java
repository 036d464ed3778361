package io.github.otlp2parquet.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Requests of one record in JSON, and what protobuf's own classes read of their transcoding. */
final class JsonSamples {
  static final long NO_LIMIT = Long.MAX_VALUE / 2;

  private JsonSamples() {}

  static String oneLog(String fields) {
    return "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{" + fields + "}]}]}]}";
  }

  static String oneSpan(String fields) {
    return "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{" + fields + "}]}]}]}";
  }

  static String oneMetric(String fields) {
    return "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{" + fields + "}]}]}]}";
  }

  static Message parse(Signal signal, ByteBuffer wire) throws IOException {
    CodedInputStream input = CodedInputStream.newInstance(wire);
    // 64 levels of values are three messages each at most.
    input.setRecursionLimit(300);
    return switch (signal) {
      case LOGS -> ExportLogsServiceRequest.parseFrom(input);
      case TRACES -> ExportTraceServiceRequest.parseFrom(input);
      case METRICS -> ExportMetricsServiceRequest.parseFrom(input);
    };
  }

  static ExportLogsServiceRequest logs(String json) throws IOException {
    return (ExportLogsServiceRequest) parse(Signal.LOGS, wire(Signal.LOGS, json));
  }

  static LogRecord log(String fields) throws IOException {
    return logs(oneLog(fields)).getResourceLogs(0).getScopeLogs(0).getLogRecords(0);
  }

  static AnyValue body(String json) throws IOException {
    return log("\"body\":" + json).getBody();
  }

  static Span span(String fields) throws IOException {
    return ExportTraceServiceRequest.parseFrom(wire(Signal.TRACES, oneSpan(fields)))
        .getResourceSpans(0)
        .getScopeSpans(0)
        .getSpans(0);
  }

  static Metric metric(String fields) throws IOException {
    return ExportMetricsServiceRequest.parseFrom(wire(Signal.METRICS, oneMetric(fields)))
        .getResourceMetrics(0)
        .getScopeMetrics(0)
        .getMetrics(0);
  }

  static NumberDataPoint point(String fields) throws IOException {
    return metric("\"gauge\":{\"dataPoints\":[{" + fields + "}]}").getGauge().getDataPoints(0);
  }

  static ByteBuffer wire(Signal signal, String json) {
    return JsonTranscoder.transcode(signal, json.getBytes(UTF_8), NO_LIMIT);
  }

  static void assertMalformedLog(String fields, String message) {
    assertMalformed(Signal.LOGS, oneLog(fields).getBytes(UTF_8), message);
  }

  static void assertMalformed(Signal signal, byte[] json, String message) {
    assertThatThrownBy(() -> JsonTranscoder.transcode(signal, json, NO_LIMIT))
        .isInstanceOf(MalformedRequestException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("secret");
  }
}
