package io.github.otlp2parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LambdaZipIT {
  private static final long MAX_BYTES = 25_000_000;

  @ParameterizedTest
  @CsvSource({"amd64, linux_amd64", "arm64, linux_aarch64"})
  void zip_holdsTheRuntimeDepsOfItsMachine(String arch, String classifier) throws IOException {
    List<String> jars =
        Files.readAllLines(Path.of("runtime-deps.txt")).stream()
            .filter(dep -> !dep.contains(":linux_") || dep.contains(":" + classifier + ":"))
            .map(LambdaZipIT::jar)
            .sorted()
            .toList();

    assertThat(entries(zip(arch)).filter(name -> name.matches("lib/.+")).sorted())
        .containsExactlyElementsOf(jars);
  }

  @ParameterizedTest
  @CsvSource({"amd64", "arm64"})
  void zip_holdsTheFunctionsClassesOnly(String arch) throws IOException {
    assertThat(entries(zip(arch)).filter(name -> name.endsWith(".class")))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("io/github/otlp2parquet/"))
        .noneMatch(name -> name.contains("/local/") || name.endsWith("Test.class"));
  }

  @ParameterizedTest
  @CsvSource({"amd64", "arm64"})
  void zip_isSmall(String arch) throws IOException {
    assertThat(Files.size(zip(arch))).isLessThan(MAX_BYTES);
  }

  private static Path zip(String arch) {
    return Path.of("target", "otlp2parquet-lambda-linux-" + arch + ".zip");
  }

  private static Stream<String> entries(Path zip) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      return file.stream().map(ZipEntry::getName).toList().stream();
    }
  }

  /**
   * {@code group:artifact[:classifier]:version} as {@code lib/artifact-version[-classifier].jar}.
   */
  private static String jar(String dep) {
    String[] parts = dep.split(":");
    String classifier = parts.length == 4 ? "-" + parts[2] : "";
    return "lib/" + parts[1] + "-" + parts[parts.length - 1] + classifier + ".jar";
  }
}
