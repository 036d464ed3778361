package io.github.otlp2parquet.local.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
  @TempDir Path directory;

  @Test
  void find_directory_hasWhatIsCalledAsTelemetry() throws Exception {
    Path deep = Files.createDirectories(directory.resolve("deep"));
    List<Path> telemetry =
        List.of(directory.resolve("a.pb"), directory.resolve("b.json"), deep.resolve("c.json.gz"));
    for (Path path : telemetry) {
      Files.createFile(path);
    }

    Files.createFile(directory.resolve("README.md"));
    Files.createFile(directory.resolve(".hidden.json"));

    assertThat(Sources.find(List.of(directory))).containsExactlyElementsOf(telemetry);
  }

  @Test
  void find_file_isTakenWhateverItsName() throws Exception {
    Path file = Files.createFile(directory.resolve("telemetry"));

    assertThat(Sources.find(List.of(file))).containsExactly(file);
  }

  @Test
  void find_missing_isRefused() {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> Sources.find(List.of(directory.resolve("none"))));
  }
}
