package io.github.otlp2parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * runtime-deps.txt lists what the Lambda zips contain, so that a change of it is read as a diff.
 *
 * <p>To write it anew: {@code mvn -q test -Dtest=RuntimeDepsTest -Druntime-deps.write=true}
 */
class RuntimeDepsTest {
  private static final Path COMMITTED = Path.of("runtime-deps.txt");

  /** What Maven resolved for this build, written by the dependency plugin. */
  private static final Path RESOLVED = Path.of("target", "runtime-dependencies.txt");

  /** Never shipped: Hadoop, a second HTTP client, codecs that are not written, a test's library. */
  private static final Predicate<String> BANNED =
      Pattern.compile(
              "^(org.apache.hadoop|io.netty|joda-time|com.google.protobuf|org.xerial|io.airlift)[.:]|:(netty-nio-client|apache-client|aws-crt)[:]")
          .asPredicate();

  @Test
  void runtimeDeps_areTheCommittedOnes() throws IOException {
    List<String> resolved = resolved();
    if (Boolean.getBoolean("runtime-deps.write")) {
      Files.write(COMMITTED, resolved);
    }

    assertThat(resolved)
        .as("what ships; if wanted: mvn -q test -Dtest=RuntimeDepsTest -Druntime-deps.write=true")
        .containsExactlyElementsOf(Files.readAllLines(COMMITTED));
  }

  @Test
  void runtimeDeps_haveNoneThatIsBanned() throws IOException {
    assertThat(resolved()).noneMatch(BANNED);
  }

  /**
   * Lines of {@code group:artifact:version} or {@code group:artifact:classifier:version}, sorted.
   */
  private static List<String> resolved() throws IOException {
    return Files.readAllLines(RESOLVED).stream()
        .map(line -> line.replaceFirst(" -- .*", "").strip())
        .filter(line -> line.contains(":jar:"))
        .map(line -> line.replace(":jar:", ":"))
        .sorted()
        .toList();
  }
}
