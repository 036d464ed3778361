package io.github.otlp2parquet.local.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckArgumentsTest {
  @Test
  void parse_testdataOnly() {
    assertThat(CheckArguments.parse(List.of("testdata")))
        .isEqualTo(new CheckArguments(Path.of("testdata"), List.of(), 512));
  }

  @Test
  void parse_ownFilesAndMemory() {
    assertThat(CheckArguments.parse(List.of("testdata", "a.pb", "--memory", "256", "b")))
        .isEqualTo(
            new CheckArguments(Path.of("testdata"), List.of(Path.of("a.pb"), Path.of("b")), 256));
  }

  @Test
  void parse_wrongFlag_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CheckArguments.parse(List.of("testdata", "--memory", "64")))
        .withMessage("Not a number from 128 to 10240: --memory 64");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CheckArguments.parse(List.of("testdata", "--fast")))
        .withMessage("Unknown flag: --fast");
  }
}
