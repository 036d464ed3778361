package io.github.otlp2parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.otlp2parquet.local.LocalOptions;
import io.github.otlp2parquet.local.LocalStack;
import io.github.otlp2parquet.local.lambda.FunctionZip;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenTelemetry's own exporters send to the packaged function. */
class SendersIT {
  /** The exporters' own 10 seconds may pass while the function starts on a busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static LocalStack stack;
  private static StoredRows rows;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    stack = LocalStack.start(LocalOptions.withFunction(Path.of("target", FunctionZip.fileName())));
    rows = new StoredRows(stack, directory);
  }

  @AfterAll
  static void stop() throws IOException {
    rows.close();
    stack.close();
  }

  @Test
  void logs_gzip_areStored() throws Exception {
    try (OtlpHttpLogRecordExporter exporter =
        OtlpHttpLogRecordExporter.builder()
            .setEndpoint(stack.otlp() + "/v1/logs")
            .setTimeout(PATIENCE)
            .setCompression("gzip")
            .build()) {
      assertTaken(exporter.export(SdkTelemetry.logs(300)));
    }

    assertThat(rows.added("logs")).isEqualTo(300);
    assertThat(
            rows.query(
                "logs",
                "SELECT body, scope_name, attributes, (SELECT count(*) FROM %1$s) >= 300 FROM %1$s"
                    + " WHERE service_name = 'sdk-logs' AND severity_number = 17"))
        .containsExactly("line 7|senders|{\"number\":7}|true");
  }

  @Test
  void spans_plain_areStored() throws Exception {
    try (OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(stack.otlp() + "/v1/traces")
            .setTimeout(PATIENCE)
            .setCompression("none")
            .build()) {
      assertTaken(exporter.export(SdkTelemetry.spans(100)));
    }

    assertThat(rows.added("traces")).isEqualTo(200);
    assertThat(
            rows.query(
                "traces",
                """
                SELECT p.kind, c.kind, c.status_code, c.status_message, count(*),
                  sum((c.events[1].attributes ->> '$.number')::INT), min(c.duration_nano) >= 0
                FROM %1$s p JOIN %1$s c ON c.parent_span_id = p.span_id AND c.trace_id = p.trace_id
                GROUP BY ALL"""))
        .containsExactly("SERVER|INTERNAL|ERROR|broken|100|4950|true");
  }

  @Test
  void metrics_gzip_areStored() throws Exception {
    try (OtlpHttpMetricExporter exporter =
        OtlpHttpMetricExporter.builder()
            .setEndpoint(stack.otlp() + "/v1/metrics")
            .setTimeout(PATIENCE)
            .setCompression("gzip")
            .build()) {
      assertTaken(exporter.export(SdkTelemetry.metrics()));
    }

    assertThat(rows.added("metrics_sum")).isEqualTo(1);
    assertThat(rows.query("metrics_sum", "SELECT metric_name, value_int, is_monotonic FROM %s"))
        .containsExactly("requests|42|true");
    assertThat(rows.query("metrics_gauge", "SELECT metric_name, value, value_int FROM %s"))
        .containsExactly("load|0.5|null");
    assertThat(
            rows.query(
                "metrics_histogram",
                "SELECT metric_unit, count, sum, list_sum(bucket_counts), service_name FROM %s"))
        .containsExactly("ms|1|12.5|1|sdk-metrics");
  }

  @Test
  void request_postedTwice_isStoredOnce() throws Exception {
    ExportLogsServiceRequest.Builder logs = ExportLogsServiceRequest.newBuilder();
    logs.addResourceLogsBuilder()
        .addScopeLogsBuilder()
        .addLogRecordsBuilder()
        .setTimeUnixNano(System.currentTimeMillis() * 1_000_000)
        .setBody(AnyValue.newBuilder().setStringValue("posted twice"));
    HttpRequest request =
        HttpRequest.newBuilder(stack.otlp().resolve("/v1/logs"))
            .header("Content-Type", "application/x-protobuf")
            .POST(BodyPublishers.ofByteArray(logs.build().toByteArray()))
            .build();

    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < 2; i++) {
        HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
      }
    }

    assertThat(rows.query("logs", "SELECT count(*) FROM %s WHERE body = 'posted twice'"))
        .containsExactly("1");
  }

  private static void assertTaken(CompletableResultCode sent) {
    sent.join(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(sent.isSuccess()).as("%s", sent.getFailureThrowable()).isTrue();
  }
}
