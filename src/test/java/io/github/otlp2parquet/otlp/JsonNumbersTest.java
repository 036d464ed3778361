package io.github.otlp2parquet.otlp;

import static io.github.otlp2parquet.otlp.JsonSamples.assertMalformedLog;
import static io.github.otlp2parquet.otlp.JsonSamples.body;
import static io.github.otlp2parquet.otlp.JsonSamples.log;
import static io.github.otlp2parquet.otlp.JsonSamples.point;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "'\"0\"', 0",
    "9223372036854775807, 9223372036854775807",
    "'\"9223372036854775807\"', 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "'\"-9223372036854775808\"', -9223372036854775808",
    "1e3, 1000",
    "1.5e1, 15",
    "2.0, 2",
    "'\"12e0\"', 12",
    "'\"+7\"', 7",
    "'\"\\u0037\"', 7",
  })
  void signedInteger_isExact(String json, long expected) throws Exception {
    assertThat(body("{\"intValue\":" + json + "}").getIntValue()).isEqualTo(expected);
    assertThat(point("\"asInt\":" + json).getAsInt()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775808",
        "\"9223372036854775808\"",
        "-9223372036854775809",
        "1e19",
        "1.5",
        "\"1.5\"",
        "1e999999999",
        "\"1e999999999\"",
        "1e-999999999",
        "\"\"",
        "\"0x1\"",
        "\" 1\"",
        "\"1 \"",
        "\"NaN\"",
        "\"٣\"",
        "\"e\"",
        "true",
        "{}",
        "[1]",
      })
  void signedInteger_otherwise_isMalformed(String json) {
    assertMalformedLog("\"body\":{\"intValue\":" + json + "}", "/body/intValue is ");
  }

  @ParameterizedTest
  @CsvSource({
    "18446744073709551615, -1",
    "'\"18446744073709551615\"', -1",
    "9223372036854775808, -9223372036854775808",
    "'\"1767225600123456789\"', 1767225600123456789",
  })
  void unsignedInteger_keepsItsBits(String json, long expected) throws Exception {
    assertThat(log("\"timeUnixNano\":" + json).getTimeUnixNano()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "\"-1\"", "18446744073709551616", "\"18446744073709551616\""})
  void unsignedInteger_outOfRange_isMalformed(String json) {
    assertMalformedLog("\"timeUnixNano\":" + json, "/timeUnixNano is out of range");
  }

  @Test
  void shortIntegers_areCheckedForTheirRange() throws Exception {
    assertThat(log("\"flags\":4294967295").getFlags()).isEqualTo(-1);
    assertThat(log("\"droppedAttributesCount\":\"4294967295\"").getDroppedAttributesCount())
        .isEqualTo(-1);
    assertThat(log("\"severityNumber\":-2147483648").getSeverityNumberValue())
        .isEqualTo(Integer.MIN_VALUE);
    assertMalformedLog("\"flags\":4294967296", "/flags is out of range");
    assertMalformedLog("\"flags\":-1", "/flags is out of range");
    assertMalformedLog("\"droppedAttributesCount\":-1", "/droppedAttributesCount is out of range");
    assertMalformedLog("\"severityNumber\":2147483648", "/severityNumber is out of range");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "-0, -0.0",
    "-0.0, -0.0",
    "'\"-0\"', -0.0",
    "0.1, 0.1",
    "9007199254740993, 9007199254740992",
    "123456789012345678901234567890, 1.2345678901234568e29",
    "1e-400, 0.0",
    "5e-324, 4.9E-324",
    "1.7976931348623157e308, 1.7976931348623157e308",
    "'\"1.5\"', 1.5",
    "'\"NaN\"', NaN",
    "'\"Infinity\"', Infinity",
    "'\"-Infinity\"', -Infinity",
    "'\"+Inf\"', Infinity",
    "'\"nan\"', NaN",
  })
  void double_isExact(String json, double expected) throws Exception {
    assertThat(Double.doubleToRawLongBits(point("\"asDouble\":" + json).getAsDouble()))
        .isEqualTo(Double.doubleToRawLongBits(expected));
    assertThat(Double.doubleToRawLongBits(body("{\"doubleValue\":" + json + "}").getDoubleValue()))
        .isEqualTo(Double.doubleToRawLongBits(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e309", "\"-1e309\"", "\"\"", "\"1f\"", "\"0x1p3\"", "\" 1\"", "\"1e\"", "true"})
  void double_otherwise_isMalformed(String json) {
    assertMalformedLog("\"body\":{\"doubleValue\":" + json + "}", "/body/doubleValue is ");
  }

  @Test
  void double_asBareNaN_isMalformed() {
    assertMalformedLog("\"body\":{\"doubleValue\":NaN}", " is not valid JSON");
  }
}
