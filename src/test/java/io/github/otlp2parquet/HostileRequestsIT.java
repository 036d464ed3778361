package io.github.otlp2parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.github.otlp2parquet.local.LocalOptions;
import io.github.otlp2parquet.local.LocalStack;
import io.github.otlp2parquet.local.lambda.FunctionZip;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Requests that are small on the way and large in memory, at the default 512 MB. */
class HostileRequestsIT {
  private static final int MIB = 1 << 20;
  private static final long NOW = System.currentTimeMillis() * 1_000_000;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void requests_ofAnyShape_areAnsweredByTheSameProcess() throws Exception {
    Path zip = Path.of("target", FunctionZip.fileName());
    try (LocalStack stack = LocalStack.start(LocalOptions.withFunction(zip))) {
      assertThat(send(stack, protobuf(logs(log().build())))).isEqualTo(200);
      List<Long> processes = stack.function().processes();

      assertThat(send(stack, protobuf(new byte[100 * MIB]))).isEqualTo(413);
      assertThat(send(stack, protobuf(emptyRecords(20_000_000)))).isEqualTo(413);
      assertThat(send(stack, protobuf(emptyRecords(300_000)))).isEqualTo(200);
      assertThat(send(stack, protobuf(logs(attributes(500_000))))).isEqualTo(200);
      assertThat(send(stack, protobuf(logs(controlCharacters())))).isEqualTo(200);
      assertThat(send(stack, protobuf(largeResource()))).isEqualTo(413);
      assertThat(send(stack, json("{\"timeUnixNano\":\"1\"},", 60 * MIB))).isEqualTo(413);
      assertThat(send(stack, new Body("application/json", "[".repeat(MIB).getBytes(ascii()))))
          .isEqualTo(400);
      assertThat(send(stack, protobuf(logs(log().setSeverityText("still here").build()))))
          .isEqualTo(200);

      assertThat(stack.function().processes()).isEqualTo(processes);
    }
  }

  private record Body(String contentType, byte[] bytes) {}

  private static Body protobuf(byte[] bytes) {
    return new Body("application/x-protobuf", bytes);
  }

  private static Body json(String record, int length) {
    String records = record.repeat(length / record.length());
    String text =
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":["
            + records.substring(0, records.length() - 1)
            + "]}]}]}";
    return new Body("application/json", text.getBytes(ascii()));
  }

  private static Charset ascii() {
    return StandardCharsets.US_ASCII;
  }

  private int send(LocalStack stack, Body body) throws IOException, InterruptedException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(body.bytes());
    }

    HttpRequest request =
        HttpRequest.newBuilder(stack.otlp().resolve("/v1/logs"))
            .header("Content-Type", body.contentType())
            .header("Content-Encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(compressed.toByteArray()))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static LogRecord.Builder log() {
    return LogRecord.newBuilder().setTimeUnixNano(NOW);
  }

  private static byte[] logs(LogRecord... records) {
    return request(Resource.getDefaultInstance(), List.of(records));
  }

  private static byte[] request(Resource resource, List<LogRecord> records) {
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .setResource(resource)
                .addScopeLogs(ScopeLogs.newBuilder().addAllLogRecords(records)))
        .build()
        .toByteArray();
  }

  /** Two bytes a record, written without the generated classes. */
  private static byte[] emptyRecords(int count) throws IOException {
    byte[] scope = new byte[2 * count];
    for (int i = 0; i < scope.length; i += 2) {
      scope[i] = 2 << 3 | 2;
    }

    return message(1, message(2, scope));
  }

  private static byte[] message(int field, byte[] content) throws IOException {
    ByteString.Output out = ByteString.newOutput(content.length + 8);
    CodedOutputStream coded = CodedOutputStream.newInstance(out);
    coded.writeByteArray(field, content);
    coded.flush();
    return out.toByteString().toByteArray();
  }

  private static LogRecord attributes(int count) {
    LogRecord.Builder record = log();
    for (int i = 0; i < count; i++) {
      record.addAttributes(KeyValue.newBuilder().setKey("k" + i));
    }

    return record.build();
  }

  private static LogRecord controlCharacters() {
    return log().addAttributes(attribute("\u0001".repeat(30 * MIB))).build();
  }

  private static byte[] largeResource() {
    return request(
        Resource.newBuilder().addAttributes(attribute("x".repeat(MIB))).build(),
        Collections.nCopies(100_000, log().build()));
  }

  private static KeyValue attribute(String value) {
    return KeyValue.newBuilder()
        .setKey("k")
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
