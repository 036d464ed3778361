package io.github.otlp2parquet.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.Status;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpReplyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @EnumSource
  void success_hasNoPartialSuccess(Signal signal) {
    OtlpReply protobuf = OtlpReply.exported(signal, Encoding.PROTOBUF, 0, "");
    OtlpReply json = OtlpReply.exported(signal, Encoding.JSON, 0, "");

    assertThat(protobuf.contentType()).isEqualTo("application/x-protobuf");
    assertThat(protobuf.body()).isEmpty();
    assertThat(json.contentType()).isEqualTo("application/json");
    assertThat(json.body()).asString(UTF_8).isEqualTo("{}");
  }

  @Test
  void rejectedLogs_inProtobuf() throws IOException {
    OtlpReply reply = OtlpReply.exported(Signal.LOGS, Encoding.PROTOBUF, 1L << 40, "two of them");

    var response = ExportLogsServiceResponse.parseFrom(reply.body());
    assertThat(response.getPartialSuccess().getRejectedLogRecords()).isEqualTo(1L << 40);
    assertThat(response.getPartialSuccess().getErrorMessage()).isEqualTo("two of them");
    assertThat(response.toByteArray()).isEqualTo(reply.body());
  }

  @Test
  void rejectedSpans_inProtobuf() throws IOException {
    OtlpReply reply = OtlpReply.exported(Signal.TRACES, Encoding.PROTOBUF, 300, "ünïcode");

    var response = ExportTraceServiceResponse.parseFrom(reply.body());
    assertThat(response.getPartialSuccess().getRejectedSpans()).isEqualTo(300);
    assertThat(response.getPartialSuccess().getErrorMessage()).isEqualTo("ünïcode");
  }

  @Test
  void rejectedDataPoints_inProtobuf() throws IOException {
    OtlpReply reply = OtlpReply.exported(Signal.METRICS, Encoding.PROTOBUF, 7, "why");

    var response = ExportMetricsServiceResponse.parseFrom(reply.body());
    assertThat(response.getPartialSuccess().getRejectedDataPoints()).isEqualTo(7);
    assertThat(response.getPartialSuccess().getErrorMessage()).isEqualTo("why");
  }

  @Test
  void warning_rejectsNothing() throws IOException {
    OtlpReply reply = OtlpReply.exported(Signal.LOGS, Encoding.PROTOBUF, 0, "moved");

    var response = ExportLogsServiceResponse.parseFrom(reply.body());
    assertThat(response.hasPartialSuccess()).isTrue();
    assertThat(response.getPartialSuccess().getRejectedLogRecords()).isZero();
    assertThat(response.getPartialSuccess().getErrorMessage()).isEqualTo("moved");
    assertThat(text(OtlpReply.exported(Signal.LOGS, Encoding.JSON, 0, "moved")))
        .isEqualTo("{\"partialSuccess\":{\"errorMessage\":\"moved\"}}");
  }

  @Test
  void rejected_inJson_isADecimalString() {
    assertThat(text(OtlpReply.exported(Signal.LOGS, Encoding.JSON, 2, "a \"b\"")))
        .isEqualTo(
            "{\"partialSuccess\":{\"rejectedLogRecords\":\"2\",\"errorMessage\":\"a \\\"b\\\"\"}}");
    assertThat(text(OtlpReply.exported(Signal.TRACES, Encoding.JSON, 2, "b")))
        .isEqualTo("{\"partialSuccess\":{\"rejectedSpans\":\"2\",\"errorMessage\":\"b\"}}");
    assertThat(text(OtlpReply.exported(Signal.METRICS, Encoding.JSON, 2, "b")))
        .isEqualTo("{\"partialSuccess\":{\"rejectedDataPoints\":\"2\",\"errorMessage\":\"b\"}}");
  }

  @Test
  void failed_isAStatus() throws IOException {
    OtlpReply reply = OtlpReply.failed(Encoding.PROTOBUF, Code.UNAVAILABLE_VALUE, "later");

    assertThat(Status.parseFrom(reply.body()))
        .isEqualTo(Status.newBuilder().setCode(Code.UNAVAILABLE_VALUE).setMessage("later").build());
    assertThat(text(OtlpReply.failed(Encoding.JSON, 14, "later")))
        .isEqualTo("{\"code\":14,\"message\":\"later\"}");
  }

  @Test
  void badRequest_hasItsDetail() throws IOException {
    Status status = Status.parseFrom(OtlpReply.badRequest(Encoding.PROTOBUF, "truncated").body());

    assertThat(status.getCode()).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
    assertThat(status.getMessage()).isEqualTo("truncated");
    assertThat(status.getDetailsList()).hasSize(1);
    BadRequest.FieldViolation violation =
        status.getDetails(0).unpack(BadRequest.class).getFieldViolations(0);
    assertThat(violation.getField()).isEqualTo("body");
    assertThat(violation.getDescription()).isEqualTo("truncated");
  }

  @Test
  void badRequest_inJson() throws IOException {
    JsonNode status = JSON.readTree(OtlpReply.badRequest(Encoding.JSON, "truncated").body());

    assertThat(status)
        .isEqualTo(
            JSON.readTree(
                """
                {"code": 3, "message": "truncated", "details": [
                  {"@type": "type.googleapis.com/google.rpc.BadRequest",
                   "fieldViolations": [{"field": "body", "description": "truncated"}]}]}
                """));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "é", "€", "😀", "\u0001", "\ud800"})
  void longMessage_isShortened(String character) throws IOException {
    String message = character.repeat(100_000);

    Status status = Status.parseFrom(OtlpReply.badRequest(Encoding.PROTOBUF, message).body());
    assertThat(status.getMessageBytes().size()).isBetween(4089, 4096);
    assertThat(status.getMessage()).endsWith("…");
    byte[] json = OtlpReply.badRequest(Encoding.JSON, message).body();
    assertThat(json).hasSizeLessThan(64 << 10);
    assertThat(JSON.readTree(json).get("message").asText()).isEqualTo(status.getMessage());
  }

  private static String text(OtlpReply reply) {
    return new String(reply.body(), UTF_8);
  }
}
