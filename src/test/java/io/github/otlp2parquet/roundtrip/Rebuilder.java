package io.github.otlp2parquet.roundtrip;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Makes a row's record again, in a request of its own, by what docs/tables.md says of the columns
 * and by nothing else. It gives what {@link Requests#split} gives.
 */
final class Rebuilder {
  private static final List<String> SPAN_KINDS =
      List.of("UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER");
  private static final List<String> STATUS_CODES = List.of("UNSET", "OK", "ERROR");

  private Rebuilder() {}

  static Message record(String table, Row row) {
    Message request =
        switch (table) {
          case "logs" ->
              ExportLogsServiceRequest.newBuilder()
                  .addResourceLogs(
                      ResourceLogs.newBuilder()
                          .setResource(resource(row))
                          .setSchemaUrl(row.text("resource_schema_url"))
                          .addScopeLogs(
                              ScopeLogs.newBuilder()
                                  .setScope(scope(row))
                                  .setSchemaUrl(row.text("scope_schema_url"))
                                  .addLogRecords(log(row))))
                  .build();
          case "traces" ->
              ExportTraceServiceRequest.newBuilder()
                  .addResourceSpans(
                      ResourceSpans.newBuilder()
                          .setResource(resource(row))
                          .setSchemaUrl(row.text("resource_schema_url"))
                          .addScopeSpans(
                              ScopeSpans.newBuilder()
                                  .setScope(scope(row))
                                  .setSchemaUrl(row.text("scope_schema_url"))
                                  .addSpans(span(row))))
                  .build();
          default ->
              ExportMetricsServiceRequest.newBuilder()
                  .addResourceMetrics(
                      ResourceMetrics.newBuilder()
                          .setResource(resource(row))
                          .setSchemaUrl(row.text("resource_schema_url"))
                          .addScopeMetrics(
                              ScopeMetrics.newBuilder()
                                  .setScope(scope(row))
                                  .setSchemaUrl(row.text("scope_schema_url"))
                                  .addMetrics(RebuiltMetric.of(table, row))))
                  .build();
        };
    return Requests.normal(request);
  }

  private static Resource resource(Row row) {
    return Resource.newBuilder()
        .addAllAttributes(JsonValues.attributes(row.text("resource_attributes")))
        .setDroppedAttributesCount(row.uint32("resource_dropped_attributes_count"))
        .addAllEntityRefs(JsonValues.entityRefs(row.text("resource_entity_refs")))
        .build();
  }

  private static InstrumentationScope scope(Row row) {
    return InstrumentationScope.newBuilder()
        .setName(row.text("scope_name"))
        .setVersion(row.text("scope_version"))
        .addAllAttributes(JsonValues.attributes(row.text("scope_attributes")))
        .setDroppedAttributesCount(row.uint32("scope_dropped_attributes_count"))
        .build();
  }

  private static LogRecord log(Row row) {
    LogRecord.Builder log =
        LogRecord.newBuilder()
            .setTimeUnixNano(row.nanos("time_unix_nano"))
            .setObservedTimeUnixNano(row.nanos("observed_time_unix_nano"))
            .setTraceId(id(row, "trace_id"))
            .setSpanId(id(row, "span_id"))
            .setSeverityNumberValue(row.int32("severity_number"))
            .setSeverityText(row.text("severity_text"))
            .setEventName(row.text("event_name"))
            .addAllAttributes(JsonValues.attributes(row.text("attributes")))
            .setDroppedAttributesCount(row.uint32("dropped_attributes_count"))
            .setFlags(row.uint32("flags"));
    return body(log, row).build();
  }

  private static LogRecord.Builder body(LogRecord.Builder log, Row row) {
    if (!row.has("body_type")) {
      if (row.has("body")) {
        throw new IllegalStateException("A body without a type: " + row.text("body"));
      }

      return log;
    }

    String type = row.text("body_type");
    if (!row.has("body")) {
      throw new IllegalStateException("A type without a body: " + type);
    }

    AnyValue body =
        type.equals("string")
            ? AnyValue.newBuilder().setStringValue(row.presentText("body")).build()
            : JsonValues.value(row.presentText("body"));
    if (!body.getValueCase().name().equals(type.toUpperCase(Locale.ROOT) + "_VALUE")) {
      throw new IllegalStateException("No " + type + ": " + row.text("body"));
    }

    return log.setBody(body);
  }

  private static Span span(Row row) {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(id(row, "trace_id"))
            .setSpanId(id(row, "span_id"))
            .setParentSpanId(id(row, "parent_span_id"))
            .setTraceState(row.text("trace_state"))
            .setName(row.text("name"))
            .setKindValue(number(row.text("kind"), SPAN_KINDS))
            .setStartTimeUnixNano(row.nanos("start_time_unix_nano"))
            .setEndTimeUnixNano(row.nanos("end_time_unix_nano"))
            .setStatus(
                Status.newBuilder()
                    .setCodeValue(number(row.text("status_code"), STATUS_CODES))
                    .setMessage(row.text("status_message")))
            .addAllAttributes(JsonValues.attributes(row.text("attributes")))
            .setDroppedAttributesCount(row.uint32("dropped_attributes_count"))
            .setFlags(row.uint32("flags"))
            .setDroppedEventsCount(row.uint32("dropped_events_count"))
            .setDroppedLinksCount(row.uint32("dropped_links_count"));
    row.rows("events").forEach(event -> span.addEvents(event(event)));
    row.rows("links").forEach(link -> span.addLinks(link(link)));
    return span.build();
  }

  private static Span.Event event(Row row) {
    return Span.Event.newBuilder()
        .setTimeUnixNano(row.nanos("time_unix_nano"))
        .setName(row.text("name"))
        .addAllAttributes(JsonValues.attributes(row.text("attributes")))
        .setDroppedAttributesCount(row.uint32("dropped_attributes_count"))
        .build();
  }

  private static Span.Link link(Row row) {
    return Span.Link.newBuilder()
        .setTraceId(id(row, "trace_id"))
        .setSpanId(id(row, "span_id"))
        .setTraceState(row.text("trace_state"))
        .addAllAttributes(JsonValues.attributes(row.text("attributes")))
        .setDroppedAttributesCount(row.uint32("dropped_attributes_count"))
        .setFlags(row.uint32("flags"))
        .build();
  }

  static ByteString id(Row row, String column) {
    String hex = row.text(column);
    if (row.has(column) && (hex.isEmpty() || !hex.equals(hex.toLowerCase(Locale.ROOT)))) {
      throw new IllegalStateException(column + " is no id: " + hex);
    }

    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  /** An enum's number by its name; an unknown one is its decimal text. */
  static int number(String name, List<String> names) {
    int known = names.indexOf(name);
    if (known >= 0) {
      return known;
    }

    int number = Integer.parseInt(name);
    if (number >= 0 && number < names.size()) {
      throw new IllegalStateException("Has a name: " + number);
    }

    return number;
  }
}
