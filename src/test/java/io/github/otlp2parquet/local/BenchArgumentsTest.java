package io.github.otlp2parquet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.otlp2parquet.local.BenchArguments.Input;
import io.github.otlp2parquet.otlp.Signal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BenchArgumentsTest {
  @Test
  void parse_nothing_hasDefaults() {
    assertThat(BenchArguments.parse()).isEqualTo(new BenchArguments(List.of(), 5, 512));
  }

  @Test
  void parse_filesWithAndWithoutSignal() {
    BenchArguments arguments = BenchArguments.parse("--seconds", "2", "logs:a.pb", "b:c.json");

    assertThat(arguments.seconds()).isEqualTo(2);
    assertThat(arguments.files())
        .containsExactly(
            new Input(Optional.of(Signal.LOGS), Path.of("a.pb")),
            new Input(Optional.empty(), Path.of("b:c.json")));
    assertThat(arguments.files())
        .extracting(Input::argument)
        .containsExactly("logs:a.pb", "b:c.json");
  }

  @Test
  void parse_wrongFlag_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BenchArguments.parse("--seconds"))
        .withMessage("Not a number from 1 to 600: --seconds ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BenchArguments.parse("--fast"))
        .withMessage("Unknown flag: --fast");
  }
}
