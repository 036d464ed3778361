package io.github.otlp2parquet.local.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.otlp2parquet.local.payload.Payloads;
import io.github.otlp2parquet.otlp.Encoding;
import io.github.otlp2parquet.otlp.Signal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TelemetryFileTest {
  private static final byte[] PROTOBUF = Payloads.request(Signal.TRACES, 3).toByteArray();

  @ParameterizedTest
  @EnumSource(Compression.class)
  void of_protobuf_isInflated(Compression compression) {
    TelemetryFile file = TelemetryFile.of("a", compression.compress(PROTOBUF));

    assertThat(file.signal()).isEqualTo(Signal.TRACES);
    assertThat(file.encoding()).isEqualTo(Encoding.PROTOBUF);
    assertThat(file.compression()).isEqualTo(compression);
    assertThat(file.body()).isEqualTo(PROTOBUF);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"resourceLogs\":[]}|LOGS",
        "{\"resource_spans\":[]}|TRACES",
        "{\"x\":{\"resourceLogs\":1},\"resourceMetrics\":[]}|METRICS",
        "' \n{\"resourceLogs\":[]}\n{\"resourceLogs\":[]}\n'|LOGS"
      })
  void of_json_hasTheSignalOfItsList(String json, Signal signal) {
    TelemetryFile file = TelemetryFile.of("a", json.getBytes(UTF_8));

    assertThat(file.encoding()).isEqualTo(Encoding.JSON);
    assertThat(file.signal()).isEqualTo(signal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|it is empty",
        "<html>|it is neither protobuf nor JSON",
        "[1]|it is neither protobuf nor an object of JSON",
        "{\"resourceLogs\":[|it is neither protobuf nor JSON",
        "{\"logs\":[]}|it has no resourceLogs, resourceSpans or resourceMetrics",
        "{\"resourceLogs\":[]}{\"resourceSpans\":[]}|it has more than one of logs, traces and"
            + " metrics; a file holds one"
      })
  void of_notOtlp_saysWhy(String text, String why) {
    assertThatExceptionOfType(NotTelemetryException.class)
        .isThrownBy(() -> TelemetryFile.of("a", text.getBytes(UTF_8)))
        .withMessage("Cannot use a: " + why);
  }

  @Test
  void of_truncatedGzip_saysSo() {
    byte[] gzip = Compression.GZIP.compress(PROTOBUF);

    assertThatExceptionOfType(NotTelemetryException.class)
        .isThrownBy(() -> TelemetryFile.of("a", Arrays.copyOf(gzip, gzip.length - 20)))
        .withMessageStartingWith("Cannot use a: its gzip is broken");
  }
}
