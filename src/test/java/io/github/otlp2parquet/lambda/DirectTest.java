package io.github.otlp2parquet.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.otlp2parquet.iceberg.LakeException;
import io.github.otlp2parquet.iceberg.LakeFailures;
import io.github.otlp2parquet.ingest.Telemetry;
import io.github.otlp2parquet.otlp.Encoding;
import io.github.otlp2parquet.otlp.MalformedRequestException;
import io.github.otlp2parquet.otlp.Signal;
import io.github.otlp2parquet.otlp.TooLargeException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code aws lambda invoke --payload file://log.json}, and events that are nothing that is taken.
 */
class DirectTest {
  private static final byte[] EMPTY = "{\"resourceLogs\":[]}".getBytes(UTF_8);

  private final Invocations function = Invocations.storing();

  @ParameterizedTest
  @CsvSource({
    "resourceLogs, LOGS",
    "resource_logs, LOGS",
    "resourceSpans, TRACES",
    "resource_spans, TRACES",
    "resourceMetrics, METRICS",
    "resource_metrics, METRICS"
  })
  void otlpJson_isStoredAsItCame(String field, Signal signal) {
    byte[] event =
        "{ \"x\": {\"headers\": 1}, \"%s\": [{\"a\":[]}] }".formatted(field).getBytes(UTF_8);

    function.invoke(event);

    Telemetry telemetry = function.telemetry.getFirst();
    assertThat(telemetry.signal()).isEqualTo(signal);
    assertThat(telemetry.encoding()).isEqualTo(Encoding.JSON);
    assertThat(telemetry.body()).isSameAs(event);
  }

  @Test
  void outcome_isTheAnswer() throws IOException {
    JsonNode answer = Invocations.answering(2, 1, "a reason").invoke(EMPTY);

    assertThat(answer)
        .isEqualTo(
            Invocations.JSON.readTree(
                """
                {"signal": "logs", "key": "%s", "duplicate": false,
                 "records": 3, "rejected": 2, "moved": 1, "reasons": ["a reason"],
                 "tables": [{"table": "logs", "records": 3, "files": 1, "bytes": 4321,
                             "snapshot_id": "9223372036854775801", "duplicate": false}]}
                """
                    .formatted(Invocations.KEY)));
  }

  @Test
  void deadline_leavesTimeForTheAnswer() {
    Instant before = Instant.now();
    function.invoke(EMPTY, 30_000);
    function.invoke(EMPTY, 1_000);
    Instant after = Instant.now();

    assertThat(function.deadlines.get(0))
        .isBetween(before.plusMillis(28_500), after.plusMillis(28_500));
    assertThat(function.deadlines.get(1)).isBetween(before.plusMillis(500), after.plusMillis(500));
    assertThat(Duration.between(before, after)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void failure_isAFunctionErrorByItsName() {
    assertThatThrownBy(() -> failing(new MalformedRequestException("Cannot read: odd")))
        .isExactlyInstanceOf(MalformedRequestException.class)
        .hasMessage("Cannot read: odd");
    assertThatThrownBy(() -> failing(new TooLargeException("Cannot take: 9")))
        .isExactlyInstanceOf(TooLargeException.class);
    assertThatThrownBy(() -> failing(LakeFailures.passing("away")))
        .isExactlyInstanceOf(LakeException.class);
    assertThatThrownBy(() -> failing(new IllegalStateException("bug")))
        .isExactlyInstanceOf(IllegalStateException.class);
  }

  @Test
  void outOfMemory_isTooLarge_sinceTheRuntimeWouldEndTheProcess() {
    assertThatThrownBy(
            () -> Invocations.failing(new OutOfMemoryError("Java heap space")).invoke(EMPTY))
        .isExactlyInstanceOf(TooLargeException.class)
        .hasMessage("Cannot take the request: it needs more memory than the function has");
  }

  @Test
  void stackOverflow_isAnException_sinceTheRuntimeWouldEndTheProcess() {
    assertThatThrownBy(() -> Invocations.failing(new StackOverflowError()).invoke(EMPTY))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot store the request: the stack overflows");
  }

  @Test
  void errorOfTheMachine_isLeftToTheRuntime() {
    assertThatThrownBy(() -> Invocations.failing(new OutOfMemoryError("Metaspace")).invoke(EMPTY))
        .isExactlyInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void tooLarge_isRefused() {
    String event = "{\"resourceLogs\":[\"%s\"]}".formatted("x".repeat(Invocations.MAX_BODY_BYTES));

    assertThatThrownBy(() -> function.invoke(event.getBytes(UTF_8)))
        .isExactlyInstanceOf(TooLargeException.class)
        .hasMessageContaining("over the limit of 1048576 bytes");
  }

  @Test
  void severalSignals_areRefused() {
    byte[] event = "{\"resourceLogs\":[],\"resource_spans\":[]}".getBytes(UTF_8);

    assertThatThrownBy(() -> function.invoke(event))
        .isInstanceOf(MalformedRequestException.class)
        .hasMessageStartingWith(
            "Cannot tell what the event is: it has more than one signal"
                + " [resourceLogs, resource_spans]; accepted are OTLP/JSON with one of");
    assertThat(function.telemetry).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"Records\":[{\"body\":\"secret\"}]}",
        "{\"version\":\"0\",\"source\":\"secret\",\"detail-type\":\"secret\",\"detail\":{}}",
        "{\"otlp2parquet\":\"secret\"}",
        "{\"key1\":\"secret\",\"httpMethod\":7,\"path\":null,\"requestContext\":\"secret\"}"
      })
  void unknownEvent_isNamedByItsFields(String event) {
    assertThatThrownBy(() -> function.invoke(event.getBytes(UTF_8)))
        .isInstanceOf(MalformedRequestException.class)
        .hasMessageStartingWith("Cannot tell what the event is: it has the fields [")
        .hasMessageContaining("accepted are OTLP/JSON with one of resourceLogs")
        .message()
        .doesNotContain("secret");
    assertThat(function.logged().get("failure").asText()).isEqualTo("malformed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{\"resourceLogs\":[]}]", "\"secret\"", "7", "null", "", "  "})
  void noObject_isRefused(String event) {
    assertThatThrownBy(() -> function.invoke(event.getBytes(UTF_8)))
        .isInstanceOf(MalformedRequestException.class)
        .hasMessageStartingWith("Cannot tell what the event is: no object; accepted are");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"a\"", "{\"resourceLogs\":[}", "secret", "{\"a\":secret}"})
  void noJson_isRefused_withoutAWordOfIt(String event) {
    assertThatThrownBy(() -> function.invoke(event.getBytes(UTF_8)))
        .isInstanceOf(MalformedRequestException.class)
        .hasMessage("Cannot read the event: no JSON")
        .hasNoCause();
  }

  @Test
  void manyLongFieldNames_areShortened() {
    StringBuilder event = new StringBuilder("{\"a\":0");
    for (int i = 0; i < 1000; i++) {
      event.append(",\"").append("k".repeat(1000)).append(i).append("\":0");
    }

    assertThatThrownBy(() -> function.invoke(event.append('}').toString().getBytes(UTF_8)))
        .isInstanceOf(MalformedRequestException.class)
        .message()
        .hasSizeLessThan(1000);
  }

  @Test
  void deepEvent_isRefused() {
    String event = "{\"resourceLogs\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

    assertThatThrownBy(() -> function.invoke(event.getBytes(UTF_8)))
        .isInstanceOf(MalformedRequestException.class)
        .hasMessage("Cannot read the event: nested too deeply");
  }

  private static void failing(RuntimeException thrown) {
    Invocations.failing(thrown).invoke(EMPTY);
  }
}
