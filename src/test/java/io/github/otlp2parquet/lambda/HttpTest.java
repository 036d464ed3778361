package io.github.otlp2parquet.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.rpc.Code;
import com.google.rpc.Status;
import io.github.otlp2parquet.otlp.Compressed;
import io.github.otlp2parquet.otlp.Encoding;
import io.github.otlp2parquet.otlp.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP requests become and are answered, through every front. */
class HttpTest {
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";
  private static final byte[] BYTES = {0x0a, 0x03, (byte) 0xff, 0x00, (byte) 0x80, '"', '\\'};
  private static final byte[] OBJECT = "{\"resourceLogs\":[\"é \\\" / \\n\"]}".getBytes(UTF_8);

  private final Invocations function = Invocations.storing();

  @ParameterizedTest
  @EnumSource
  void protobuf_isStored(HttpFront front) {
    JsonNode answer = function.invoke(HttpRequest.post("/v1/traces", PROTOBUF, BYTES).event(front));

    assertThat(function.telemetry).hasSize(1);
    assertThat(function.telemetry.getFirst().signal()).isEqualTo(Signal.TRACES);
    assertThat(function.telemetry.getFirst().encoding()).isEqualTo(Encoding.PROTOBUF);
    assertThat(function.telemetry.getFirst().body()).isEqualTo(BYTES);
    assertThat(answer.get("statusCode").asInt()).isEqualTo(200);
    assertThat(answer.get("isBase64Encoded").asBoolean()).isTrue();
    assertThat(answer.get("body").asText()).isEmpty();
    assertThat(contentType(answer)).isEqualTo(PROTOBUF);
  }

  @ParameterizedTest
  @EnumSource
  void json_asTextOrBase64_isTheSame(HttpFront front) {
    HttpRequest request = HttpRequest.post("/v1/logs", JSON, OBJECT);

    function.invoke(request.event(front));
    JsonNode answer = function.invoke(request.sentAsText().event(front));

    assertThat(function.telemetry).hasSize(2);
    assertThat(function.telemetry)
        .allSatisfy(
            telemetry -> {
              assertThat(telemetry.encoding()).isEqualTo(Encoding.JSON);
              assertThat(telemetry.body()).isEqualTo(OBJECT);
            });
    assertThat(answer.get("isBase64Encoded").asBoolean()).isFalse();
    assertThat(answer.get("body").asText()).isEqualTo("{}");
    assertThat(contentType(answer)).isEqualTo(JSON);
  }

  @ParameterizedTest
  @EnumSource
  void gzipAndZstd_areInflated(HttpFront front) {
    HttpRequest gzip = HttpRequest.post("/v1/logs", JSON, Compressed.gzip(OBJECT));
    HttpRequest zstd = HttpRequest.post("/v1/logs", JSON, Compressed.zstdStream(OBJECT));

    function.invoke(gzip.withHeader("Content-Encoding", "gzip").event(front));
    function.invoke(zstd.withHeader("Content-Encoding", "zstd").event(front));

    assertThat(function.telemetry).hasSize(2);
    assertThat(function.telemetry).allSatisfy(t -> assertThat(t.body()).isEqualTo(OBJECT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/metrics", "/v1/metrics/", "/prod/v1/metrics", "/a/b/v1/metrics//"})
  void path_mayHaveAPrefixAndATrailingSlash(String path) {
    function.invoke(HttpRequest.post(path, PROTOBUF, BYTES).event(HttpFront.REST));

    assertThat(function.telemetry.getFirst().signal()).isEqualTo(Signal.METRICS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Application/JSON",
        "application/json; charset=utf-8",
        "application/json;charset=\"UTF-8\"; x=y",
        " application/json ",
        "application/x-ndjson"
      })
  void contentType_isAMediaType(String contentType) {
    JsonNode answer =
        function.invoke(HttpRequest.post("/v1/logs", contentType, OBJECT).event(HttpFront.HTTP_2));

    assertThat(function.telemetry.getFirst().encoding()).isEqualTo(Encoding.JSON);
    assertThat(contentType(answer)).isEqualTo(JSON);
  }

  @ParameterizedTest
  @EnumSource
  void health_isAnsweredByItself(HttpFront front) {
    for (String path : new String[] {"/health", "/prod/health", "/health/"}) {
      JsonNode answer = function.invoke(HttpRequest.of("GET", path).event(front));

      assertThat(answer.get("statusCode").asInt()).isEqualTo(200);
      assertThat(answer.get("body").asText()).isEqualTo("{\"status\":\"ok\"}");
      assertThat(contentType(answer)).isEqualTo(JSON);
    }
    assertThat(function.telemetry).isEmpty();
  }

  @Test
  void partialSuccess_saysWhatAndWhy() throws IOException {
    Invocations rejecting =
        Invocations.answering(2, 1, "2 log records rejected: too large", "1 moved");

    JsonNode answer =
        rejecting.invoke(HttpRequest.post("/v1/logs", PROTOBUF, BYTES).event(HttpFront.HTTP_2));

    var response = ExportLogsServiceResponse.parseFrom(body(answer));
    assertThat(response.getPartialSuccess().getRejectedLogRecords()).isEqualTo(2);
    assertThat(response.getPartialSuccess().getErrorMessage())
        .isEqualTo("Not all log records are stored. 2 log records rejected: too large; 1 moved");
  }

  @Test
  void moved_isAWarning() {
    Invocations moving = Invocations.answering(0, 2, "2 spans stored under another day");

    JsonNode answer =
        moving.invoke(HttpRequest.post("/v1/traces", JSON, OBJECT).event(HttpFront.HTTP_2));

    assertThat(answer.get("body").asText())
        .isEqualTo("{\"partialSuccess\":{\"errorMessage\":\"2 spans stored under another day\"}}");
  }

  @Test
  void noBody_isAnEmptyRequest_inProtobufOnly() throws IOException {
    HttpRequest protobuf = HttpRequest.post("/v1/logs", PROTOBUF, new byte[0]);
    HttpRequest json = HttpRequest.post("/v1/logs", JSON, new byte[0]);

    assertThat(function.invoke(protobuf.event(HttpFront.HTTP_2)).get("statusCode").asInt())
        .isEqualTo(200);
    assertThat(function.telemetry.getFirst().body()).isEmpty();
    // The Collector's JSON reader wants an object too.
    JsonNode answer = function.invoke(json.sentAsText().event(HttpFront.HTTP_2));
    assertThat(answer.get("statusCode").asInt()).isEqualTo(400);
    assertThat(Invocations.JSON.readTree(answer.get("body").asText()).get("message").asText())
        .isEqualTo("Cannot decode logs: no JSON at all");
  }

  @Test
  void gzipThatARestApiInflated_isTakenAsItIs() {
    HttpRequest inflated =
        HttpRequest.post("/v1/logs", JSON, OBJECT).withHeader("Content-Encoding", "gzip");

    function.invoke(inflated.sentAsText().event(HttpFront.REST));
    JsonNode elsewhere = function.invoke(inflated.event(HttpFront.HTTP_2));

    assertThat(function.telemetry).hasSize(1);
    assertThat(function.telemetry.getFirst().body()).isEqualTo(OBJECT);
    assertThat(elsewhere.get("statusCode").asInt()).isEqualTo(400);
  }

  @ParameterizedTest
  @EnumSource
  void binaryThatCameAsText_isAnsweredWithHowToMendIt(HttpFront front) throws IOException {
    HttpRequest protobuf = HttpRequest.post("/v1/logs", PROTOBUF, BYTES);
    HttpRequest gzip =
        HttpRequest.post("/v1/logs", PROTOBUF, Compressed.gzip(OBJECT))
            .withHeader("content-encoding", "gzip");

    for (HttpRequest request : new HttpRequest[] {protobuf, gzip}) {
      JsonNode answer = function.invoke(request.sentAsText().event(front));

      assertThat(answer.get("statusCode").asInt()).isEqualTo(400);
      Status status = Status.parseFrom(body(answer));
      assertThat(status.getCode()).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
      assertThat(status.getMessage())
          .startsWith("Cannot read the body: it came as text")
          .contains("binary media types");
    }
    assertThat(function.telemetry).isEmpty();
  }

  private static byte[] body(JsonNode answer) {
    return Base64.getDecoder().decode(answer.get("body").asText());
  }

  private static String contentType(JsonNode answer) {
    return answer.has("multiValueHeaders")
        ? answer.get("multiValueHeaders").get("Content-Type").get(0).asText()
        : answer.get("headers").get("Content-Type").asText();
  }
}
