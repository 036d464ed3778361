package io.github.otlp2parquet.local.payload;

import static io.github.otlp2parquet.local.payload.Attributes.attribute;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;

/** Three spans that set every field: a server's, a client's below it, and one of names only. */
final class TraceSample {
  private static final String TRACE_STATE = "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE";

  private TraceSample() {}

  static ExportTraceServiceRequest request() {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(Sample.RESOURCE)
                .setSchemaUrl(Fleet.SCHEMA_URL)
                .addScopeSpans(
                    ScopeSpans.newBuilder()
                        .setScope(Sample.SCOPE)
                        .setSchemaUrl(Fleet.SCHEMA_URL)
                        .addSpans(everyField())
                        .addSpans(call())))
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .addScopeSpans(
                    ScopeSpans.newBuilder()
                        .addSpans(
                            Span.newBuilder()
                                .setTraceId(Sample.TRACE_ID)
                                .setSpanId(ByteString.fromHex("00000000000000ff"))
                                .setName("unfinished")
                                .setStartTimeUnixNano(Sample.time(3)))))
        .build();
  }

  private static Span everyField() {
    return Span.newBuilder()
        .setTraceId(Sample.TRACE_ID)
        .setSpanId(Sample.SPAN_ID)
        .setTraceState(TRACE_STATE)
        .setParentSpanId(Sample.PARENT_SPAN_ID)
        .setFlags(0x101)
        .setName("POST /api/v1/payments")
        .setKind(Span.SpanKind.SPAN_KIND_SERVER)
        .setStartTimeUnixNano(Sample.time(1))
        .setEndTimeUnixNano(Sample.time(2))
        .addAttributes(attribute("http.request.method", "POST"))
        .addAttributes(attribute("http.route", "/api/v1/payments"))
        .addAttributes(attribute("http.response.status_code", 500))
        .addAllAttributes(Attributes.ofEveryKind())
        .setDroppedAttributesCount(4)
        .addEvents(
            Span.Event.newBuilder()
                .setTimeUnixNano(Sample.time(1) + 5)
                .setName("exception")
                .addAttributes(attribute("exception.type", "java.io.IOException"))
                .addAttributes(attribute("exception.message", "Broken pipe"))
                .setDroppedAttributesCount(1))
        .addEvents(Span.Event.newBuilder().setTimeUnixNano(Sample.time(1) + 6).setName("retry"))
        .setDroppedEventsCount(5)
        .addLinks(
            Span.Link.newBuilder()
                .setTraceId(ByteString.fromHex("0102030405060708090a0b0c0d0e0f10"))
                .setSpanId(ByteString.fromHex("0102030405060708"))
                .setTraceState("rojo=1")
                .addAttributes(attribute("messaging.operation.type", "process"))
                .setDroppedAttributesCount(2)
                .setFlags(0x300))
        .setDroppedLinksCount(6)
        .setStatus(
            Status.newBuilder()
                .setMessage("Broken pipe")
                .setCode(Status.StatusCode.STATUS_CODE_ERROR))
        .build();
  }

  private static Span call() {
    return Span.newBuilder()
        .setTraceId(Sample.TRACE_ID)
        .setSpanId(ByteString.fromHex("0a0b0c0d0e0f1011"))
        .setParentSpanId(Sample.SPAN_ID)
        .setName("INSERT shop.payments")
        .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
        .setStartTimeUnixNano(Sample.time(1) + 1_000)
        .setEndTimeUnixNano(Sample.time(1) + 900_000)
        .addAttributes(attribute("db.system.name", "postgresql"))
        .addAttributes(attribute("db.query.text", "INSERT INTO payments VALUES ($1, $2)"))
        .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_OK))
        .build();
  }
}
