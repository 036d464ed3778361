package io.github.otlp2parquet.otlp;

import static io.github.otlp2parquet.otlp.JsonSamples.assertMalformed;
import static io.github.otlp2parquet.otlp.JsonSamples.assertMalformedLog;
import static io.github.otlp2parquet.otlp.JsonSamples.body;
import static io.github.otlp2parquet.otlp.JsonSamples.oneLog;
import static io.github.otlp2parquet.otlp.JsonSamples.span;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonStringsTest {
  @ParameterizedTest
  @CsvSource({
    "'\"\"', ''",
    "'\"00ff7FaB\"', 00ff7fab",
    "'\"\\u0030\\u0061\"', 0a",
    "null, ''",
  })
  void id_isHexadecimal(String json, String expected) throws Exception {
    assertThat(span("\"parentSpanId\":" + json).getParentSpanId())
        .isEqualTo(ByteString.fromHex(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a\"", "\"0g\"", "\"é\"", "\"0-\"", "\" a\"", "1", "[]", "{}", "true"})
  void id_otherThanHexadecimal_isMalformed(String json) {
    assertMalformedLog("\"traceId\":" + json, "/traceId is ");
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "AA==, 00",
    "AA, 00",
    "AAE=, 0001",
    "AAE, 0001",
    "'+/+/', fbffbf",
    "-_-_, fbffbf",
    "'AA\\nE\\r=', 0001",
    "'\\/w==', ff",
  })
  void bytes_areBase64(String base64, String expected) throws Exception {
    assertThat(body("{\"bytesValue\":\"" + base64 + "\"}").getBytesValue())
        .isEqualTo(ByteString.fromHex(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "AAAAA", "A=", "AA=", "AA===", "=AAA", "AA=A", "A A=", "é", "A*=="})
  void bytes_otherThanBase64_areMalformed(String base64) {
    assertMalformedLog(
        "\"body\":{\"bytesValue\":\"" + base64 + "\"}", "/body/bytesValue is not base64");
  }

  @ParameterizedTest
  @CsvSource({
    "\\ud83d\\ude00, \ud83d\ude00",
    "\\\"\\\\\\/\\b\\f\\n\\r\\t, '\"\\/\b\f\n\r\t'",
    "'\\u0041\\u00e9\\u4E2d\\u0000', 'A\u00e9\u4e2d\0'",
    "\ud83d\ude00\\n\u4e2d, '\ud83d\ude00\n\u4e2d'",
  })
  void string_isUnescaped(String json, String expected) throws Exception {
    assertThat(body("{\"stringValue\":\"" + json + "\"}").getStringValue()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\\ud83d", "\\ude00", "\\ud83d\\ud83d", "\\ud83dx", "\\ud83d\\n", "x\\udfff "})
  void string_withALoneSurrogate_isMalformed(String json) {
    assertMalformedLog("\"eventName\":\"" + json + "\"", "/eventName has a lone surrogate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\x", "\\u12g4", "\\u-123", "\\", "\\U0041"})
  void string_withAnUnknownEscape_isMalformed(String json) {
    assertMalformedLog("\"eventName\":\"" + json + " \"", "/eventName has an escape");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0080",
        "\u00c0\u00af",
        "\u00c1\u0080",
        "\u00e0\u0080\u0080",
        "\u00ed\u00a0\u0080",
        "\u00f0\u0080\u0080\u0080",
        "\u00f4\u0090\u0080\u0080",
        "\u00f5\u0080\u0080\u0080",
        "\u00ff",
        "\u00c3",
        "\u00e4\u00b8",
        "abcdefgh\u00f0\u009f\u0098",
        "\u00c3(",
      })
  void string_notUtf8_isMalformed(String bytes) {
    assertMalformed(
        Signal.LOGS,
        oneLog("\"eventName\":\"" + bytes + "\"").getBytes(ISO_8859_1),
        "/eventName is not UTF-8");
  }

  @Test
  void string_withARawControlCharacter_isMalformed() {
    assertMalformedLog("\"eventName\":\"a\tb\"", "/eventName has a control character");
    assertMalformedLog("\"eventName\":\"12345678901234\u0000\"", "/eventName has a control");
  }

  @Test
  void longString_isKept() throws Exception {
    String text = "é\\n".repeat(2_000_000);

    assertThat(body("{\"stringValue\":\"" + text + "\"}").getStringValueBytes().size())
        .isEqualTo(6_000_000);
  }
}
