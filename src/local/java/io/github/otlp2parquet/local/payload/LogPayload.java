package io.github.otlp2parquet.local.payload;

import static io.github.otlp2parquet.local.payload.Attributes.attribute;
import static io.github.otlp2parquet.local.payload.Attributes.text;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.util.List;
import java.util.Random;

/** Log records of web services: 80 to 200 characters, six attributes, most within a trace. */
final class LogPayload {
  private static final List<String> METHODS = List.of("GET", "GET", "GET", "POST", "PUT", "DELETE");
  private static final List<String> PATHS =
      List.of("/api/v1/orders", "/api/v1/carts/items", "/api/v1/products", "/api/v1/payments");
  private static final List<String> WORDS =
      List.of(
          "order accepted",
          "cache miss",
          "retrying upstream",
          "payment authorised",
          "inventory reserved",
          "slow query",
          "session renewed",
          "token validated",
          "response sent",
          "queue drained",
          "connection reused",
          "rate limit near");

  private final Random random;

  LogPayload(Random random) {
    this.random = random;
  }

  ExportLogsServiceRequest request(int records) {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    for (int instance = 0; instance < Fleet.INSTANCES; instance++) {
      ScopeLogs.Builder logs = ScopeLogs.newBuilder().setScope(Fleet.scope(instance));
      long time = Fleet.START + instance * 1_000_003L;
      for (int i = Fleet.share(records, instance); i > 0; i--) {
        time += 1 + random.nextInt(20_000_000);
        logs.addLogRecords(record(time));
      }

      if (logs.getLogRecordsCount() > 0) {
        request.addResourceLogs(
            ResourceLogs.newBuilder()
                .setResource(Fleet.resource(instance))
                .addScopeLogs(logs)
                .setSchemaUrl(Fleet.SCHEMA_URL));
      }
    }

    return request.build();
  }

  private LogRecord record(long time) {
    int status = random.nextInt(20) == 0 ? 503 : random.nextInt(10) == 0 ? 404 : 200;
    SeverityNumber severity = severity(status);
    LogRecord.Builder record =
        LogRecord.newBuilder()
            .setTimeUnixNano(time)
            .setObservedTimeUnixNano(time + random.nextInt(5_000_000))
            .setSeverityNumber(severity)
            .setSeverityText(severity.name().substring("SEVERITY_NUMBER_".length()))
            .setBody(text(body()))
            .addAttributes(attribute("http.request.method", Fleet.oneOf(random, METHODS)))
            .addAttributes(attribute("url.path", path()))
            .addAttributes(attribute("http.response.status_code", status))
            .addAttributes(attribute("user.id", "u-" + random.nextInt(100_000)))
            .addAttributes(attribute("thread.name", "http-" + random.nextInt(32)))
            .addAttributes(attribute("duration_ms", random.nextInt(1_000_000) / 1_000.0));
    if (random.nextInt(10) != 0) {
      record.setTraceId(Fleet.id(random, 16)).setSpanId(Fleet.id(random, 8)).setFlags(1);
    }

    return record.build();
  }

  private String path() {
    return Fleet.oneOf(random, PATHS) + "/" + random.nextInt(1_000_000);
  }

  private SeverityNumber severity(int status) {
    return switch (status) {
      case 503 -> SeverityNumber.SEVERITY_NUMBER_ERROR;
      case 404 -> SeverityNumber.SEVERITY_NUMBER_WARN;
      default ->
          random.nextInt(4) == 0
              ? SeverityNumber.SEVERITY_NUMBER_DEBUG
              : SeverityNumber.SEVERITY_NUMBER_INFO;
    };
  }

  private String body() {
    int length = 80 + random.nextInt(121);
    StringBuilder body = new StringBuilder("request ").append(random.nextInt(1_000_000_000));
    while (body.length() < length) {
      body.append(": ")
          .append(Fleet.oneOf(random, WORDS))
          .append(' ')
          .append(random.nextInt(10_000));
    }

    body.setLength(length);
    return body.toString();
  }
}
