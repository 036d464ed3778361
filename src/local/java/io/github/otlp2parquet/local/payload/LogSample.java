package io.github.otlp2parquet.local.payload;

import static io.github.otlp2parquet.local.payload.Attributes.array;
import static io.github.otlp2parquet.local.payload.Attributes.attribute;
import static io.github.otlp2parquet.local.payload.Attributes.keyValues;
import static io.github.otlp2parquet.local.payload.Attributes.text;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;

/** Five log records that set every field and show most kinds of body. */
final class LogSample {
  private LogSample() {}

  static ExportLogsServiceRequest request() {
    ScopeLogs.Builder logs =
        ScopeLogs.newBuilder()
            .setScope(Sample.SCOPE)
            .setSchemaUrl(Fleet.SCHEMA_URL)
            .addLogRecords(everyField())
            .addLogRecords(event())
            .addLogRecords(body(2, AnyValue.newBuilder().setBytesValue(Sample.BYTES).build()))
            .addLogRecords(body(3, AnyValue.newBuilder().setDoubleValue(-0.0).build()));
    ScopeLogs.Builder withoutBody =
        ScopeLogs.newBuilder()
            .addLogRecords(
                LogRecord.newBuilder()
                    .setObservedTimeUnixNano(Sample.time(4))
                    .setSeverityText("NOTICE"));
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .setResource(Sample.RESOURCE)
                .setSchemaUrl(Fleet.SCHEMA_URL)
                .addScopeLogs(logs)
                .addScopeLogs(withoutBody))
        .build();
  }

  private static LogRecord everyField() {
    return LogRecord.newBuilder()
        .setTimeUnixNano(Sample.time(0))
        .setObservedTimeUnixNano(Sample.time(0) + 1_234_567)
        .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_ERROR)
        .setSeverityText("ERROR")
        .setBody(text("Cannot authorise payment: card \"4242\" was refused"))
        .addAllAttributes(Attributes.ofEveryKind())
        .addAttributes(attribute("http.request.method", "POST"))
        .addAttributes(attribute("http.response.status_code", 402))
        .setDroppedAttributesCount(3)
        .setFlags(1)
        .setTraceId(Sample.TRACE_ID)
        .setSpanId(Sample.SPAN_ID)
        .setEventName("payment.refused")
        .build();
  }

  private static LogRecord event() {
    AnyValue lines =
        array(
            keyValues(attribute("sku", "T-1000"), attribute("quantity", 2)),
            keyValues(attribute("sku", "T-2000"), attribute("price", 19.9)));
    return LogRecord.newBuilder(
            body(1, keyValues(attribute("order", "o-17"), attribute("lines", lines))))
        .setEventName("order.placed")
        .build();
  }

  private static LogRecord body(int second, AnyValue body) {
    return LogRecord.newBuilder()
        .setTimeUnixNano(Sample.time(second))
        .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_INFO)
        .setBody(body)
        .setTraceId(ByteString.EMPTY)
        .build();
  }
}
