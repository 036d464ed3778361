package io.github.otlp2parquet.otlp;

import static io.github.otlp2parquet.otlp.JsonSamples.NO_LIMIT;
import static io.github.otlp2parquet.otlp.JsonSamples.assertMalformedLog;
import static io.github.otlp2parquet.otlp.JsonSamples.body;
import static io.github.otlp2parquet.otlp.JsonSamples.oneLog;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.common.v1.AnyValue;
import org.junit.jupiter.api.Test;

class JsonLimitsTest {
  @Test
  void nesting_upToItsLimit_isKept() throws Exception {
    AnyValue value = body(nested(64));
    for (int i = 0; i < 64; i++) {
      value =
          i % 2 == 0
              ? value.getArrayValue().getValues(0)
              : value.getKvlistValue().getValues(0).getValue();
    }

    assertThat(value.getStringValue()).isEqualTo("x");
    assertMalformedLog("\"body\":" + nested(65), " nests more than 64 levels deep");
  }

  @Test
  void nesting_ofUnknownFields_isLimited() {
    assertMalformedLog("\"x\":" + "[".repeat(100_000), " nests too deep or is a number too long");
    assertMalformedLog(
        "\"x\":" + "{\"a\":".repeat(100_000), " nests too deep or is a number too long");
    assertMalformedLog(
        "\"flags\":" + "1".repeat(100_000), " nests too deep or is a number too long");
    assertMalformedLog("\"flags\":\"" + "1".repeat(100_000) + "\"", "/flags is not a number");
  }

  @Test
  void result_overItsLimit_isTooLarge() throws Exception {
    byte[] json =
        oneLog("\"body\":{\"stringValue\":\"" + "x".repeat(1_000) + "\"}").getBytes(UTF_8);
    int size = JsonTranscoder.transcode(Signal.LOGS, json, NO_LIMIT).remaining();

    assertThat(JsonTranscoder.transcode(Signal.LOGS, json, size).remaining()).isEqualTo(size);
    for (int limit : new int[] {0, 1, 500, size - 1}) {
      assertThatThrownBy(() -> JsonTranscoder.transcode(Signal.LOGS, json, limit))
          .isInstanceOf(TooLargeException.class)
          .hasMessage(
              "Cannot convert the request from JSON: it is over " + limit + " bytes as protobuf");
    }
  }

  private static String nested(int levels) {
    StringBuilder json = new StringBuilder();
    StringBuilder end = new StringBuilder();
    for (int i = 0; i < levels; i++) {
      json.append(
          i % 2 == 0
              ? "{\"arrayValue\":{\"values\":["
              : "{\"kvlistValue\":{\"values\":[{\"value\":");
      end.insert(0, i % 2 == 0 ? "]}}" : "}]}}");
    }

    return json.append("{\"stringValue\":\"x\"}").append(end).toString();
  }
}
