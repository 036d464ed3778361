package io.github.otlp2parquet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.otlp2parquet.local.lambda.FunctionOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainArgumentsTest {

  private static LocalOptions parse(String line, Map<String, String> variables) {
    return MainArguments.parse(line.isEmpty() ? new String[0] : line.split(" "), variables);
  }

  @Test
  void parse_nothing_givesTheDefaults() {
    LocalOptions options = parse("", Map.of("HOME", "/home"));
    FunctionOptions function = options.function().orElseThrow();

    assertThat(options.otlpPort()).isEqualTo(4318);
    assertThat(options.lambdaPort()).isEqualTo(9001);
    assertThat(options.catalogPort()).isEqualTo(8181);
    assertThat(options.s3Port()).isEqualTo(9000);
    assertThat(options.data()).isEmpty();
    assertThat(function.memoryMegabytes()).isEqualTo(512);
    assertThat(function.timeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(function.environments()).isEqualTo(1);
    assertThat(function.variables()).isEmpty();
    assertThat(function.handler())
        .isEqualTo("io.github.otlp2parquet.lambda.Handler::handleRequest");
  }

  @Test
  void parse_all_areTaken() {
    LocalOptions options =
        parse(
            "--otlp-port 1 --lambda-port 2 --catalog-port 3 --s3-port 0 --memory 1024 --timeout 9"
                + " --data d --zip z.zip",
            Map.of("OTLP2PARQUET_DEDUP", "off"));
    FunctionOptions function = options.function().orElseThrow();

    assertThat(options.otlpPort()).isEqualTo(1);
    assertThat(options.lambdaPort()).isEqualTo(2);
    assertThat(options.catalogPort()).isEqualTo(3);
    assertThat(options.s3Port()).isZero();
    assertThat(options.data()).contains(Path.of("d"));
    assertThat(function.memoryMegabytes()).isEqualTo(1024);
    assertThat(function.timeout()).isEqualTo(Duration.ofSeconds(9));
    assertThat(function.zip()).isEqualTo(Path.of("z.zip"));
    assertThat(function.variables()).containsExactly(Map.entry("OTLP2PARQUET_DEDUP", "off"));
  }

  @ParameterizedTest
  @CsvSource({
    "--port 1,Unknown flag: --port",
    "--s3-port,Value is missing: --s3-port",
    "--s3-port x,Not a number from 0 to 65535: --s3-port x",
    "--s3-port 65536,Not a number from 0 to 65535: --s3-port 65536",
    "--memory 64,Not a number from 128 to 10240: --memory 64",
  })
  void parse_wrong_isRefused(String line, String message) {
    assertThatThrownBy(() -> parse(line, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
