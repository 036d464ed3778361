package io.github.otlp2parquet.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.otlp2parquet.iceberg.LakeFailures;
import io.github.otlp2parquet.otlp.MalformedRequestException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestLogTest {
  private static final byte[] BODY = "{\"resourceLogs\":[\"payload\"]}".getBytes(UTF_8);
  private static final byte[] EVENT =
      new HttpRequest(
              "POST",
              "/v1/logs",
              Map.of("Content-Type", "application/json", "Authorization", "Bearer credential"),
              BODY,
              true)
          .event(HttpFront.HTTP_2);

  @Test
  void stored_hasEverythingButThePayload() {
    Invocations function = Invocations.answering(2, 1, "a \"reason\"\nof two lines");

    function.invoke(EVENT);

    JsonNode line = function.logged();
    assertThat(Instant.parse(line.get("timestamp").asText())).isBefore(Instant.now());
    assertThat(line.get("level").asText()).isEqualTo("INFO");
    assertThat(line.get("message").asText()).isEqualTo("stored");
    assertThat(line.get("request_id").asText()).isEqualTo(StubContext.REQUEST_ID);
    assertThat(line.get("event").asText()).isEqualTo("http_2");
    assertThat(line.get("status").asInt()).isEqualTo(200);
    assertThat(line.get("event_bytes").asInt()).isEqualTo(EVENT.length);
    assertThat(line.get("encoding").asText()).isEqualTo("json");
    assertThat(line.get("body_bytes").asInt()).isEqualTo(BODY.length);
    assertThat(line.get("signal").asText()).isEqualTo("logs");
    assertThat(line.get("key").asText()).isEqualTo(Invocations.KEY);
    assertThat(line.get("duplicate").asBoolean()).isFalse();
    assertThat(line.get("records").asInt()).isEqualTo(3);
    assertThat(line.get("rejected").asInt()).isEqualTo(2);
    assertThat(line.get("moved").asInt()).isEqualTo(1);
    assertThat(line.get("tables").get(0).get("bytes").asInt()).isEqualTo(4321);
    assertThat(line.get("duration_ms").fieldNames())
        .toIterable()
        .containsExactly("read", "inflate", "ingest", "total");
    assertThat(line.has("failure")).isFalse();
    assertThat(function.log.getFirst())
        .doesNotContain("payload", "credential")
        .doesNotContain("\n");
  }

  @Test
  void sendersFailure_warns() {
    Invocations function = Invocations.failing(new MalformedRequestException("Cannot read: odd"));

    function.invoke(EVENT);

    JsonNode line = function.logged();
    assertThat(line.get("level").asText()).isEqualTo("WARN");
    assertThat(line.get("message").asText()).isEqualTo("failed");
    assertThat(line.get("failure").asText()).isEqualTo("malformed");
    assertThat(line.get("error").asText()).isEqualTo("Cannot read: odd");
    assertThat(line.get("signal").asText()).isEqualTo("logs");
    assertThat(line.has("stack")).isFalse();
  }

  @Test
  void lakeAway_warns_andSaysWhere() {
    Invocations function = Invocations.failing(LakeFailures.passing("Cannot append: throttled"));

    function.invoke(EVENT);

    JsonNode line = function.logged();
    assertThat(line.get("level").asText()).isEqualTo("WARN");
    assertThat(line.get("failure").asText()).isEqualTo("unavailable");
    assertThat(line.get("error").asText()).isEqualTo("Cannot append: throttled");
    assertThat(line.get("stack").get(0).asText()).endsWith("LakeException");
  }

  @Test
  void lakeRefuses_isAnError() {
    Invocations function = Invocations.failing(LakeFailures.refusal("Cannot append: forbidden"));

    function.invoke(EVENT);

    assertThat(function.logged().get("level").asText()).isEqualTo("ERROR");
    assertThat(function.logged().get("failure").asText()).isEqualTo("refused");
  }

  @Test
  void unexpected_isAnError_withItsStackButNotItsWords() {
    Throwable cause = catchThrowable(() -> Integer.parseInt("payload"));
    Invocations function = Invocations.failing(new IllegalStateException("payload", cause));

    function.invoke(EVENT);

    JsonNode line = function.logged();
    assertThat(line.get("level").asText()).isEqualTo("ERROR");
    assertThat(line.get("failure").asText()).isEqualTo("unexpected");
    assertThat(line.get("stack").get(0).asText()).isEqualTo("java.lang.IllegalStateException");
    assertThat(line.get("stack"))
        .extracting(JsonNode::asText)
        .contains("java.lang.NumberFormatException")
        .anyMatch(frame -> frame.startsWith("at java.base/java.lang.Integer.parseInt"));
    assertThat(function.log.getFirst()).doesNotContain("payload");
  }
}
