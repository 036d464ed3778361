package io.github.otlp2parquet.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.otlp2parquet.local.LocalOptions;
import io.github.otlp2parquet.local.lambda.InvocationResult.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFunctionTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;
  private FunctionOptions options;

  @BeforeEach
  void pack() throws IOException {
    options =
        new FunctionOptions(
            EchoZip.in(directory), EchoZip.HANDLER, 256, Duration.ofSeconds(20), 1, Map.of());
  }

  private LocalFunction start(FunctionOptions with) throws IOException {
    Path work = Files.createTempDirectory(directory, "work");
    return LocalFunction.start(with, work, new FunctionLog(line -> {}));
  }

  private static InvocationResult invoke(LocalFunction function, String event) {
    try {
      return function.invoke(event.getBytes(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InvocationResult ask(LocalFunction function, String what) {
    return invoke(function, "{\"do\":\"" + what + "\"}");
  }

  private static JsonNode json(InvocationResult result) throws IOException {
    return JSON.readTree(result.payload());
  }

  private static void assertError(InvocationResult result, String type, String message)
      throws IOException {
    assertThat(result.status()).isEqualTo(Status.UNHANDLED);
    assertThat(json(result).path("errorType").asText()).isEqualTo(type);
    assertThat(json(result).path("errorMessage").asText()).contains(message);
  }

  @Test
  void invoke_twice_keepsTheProcess() throws IOException {
    try (LocalFunction function = start(options.variables(Map.of("OTLP2PARQUET_DEDUP", "off")))) {
      JsonNode first = json(invoke(function, "{\"a\":\"é\"}"));
      InvocationResult second = invoke(function, "[1]");

      assertThat(first.path("event").path("a").asText()).isEqualTo("é");
      assertThat(first.path("remaining").asInt()).isBetween(10_000, 20_000);
      assertThat(first.path("memory").asInt()).isEqualTo(256);
      assertThat(first.path("arn").asText()).endsWith(":function:otlp2parquet-ingest:live");
      assertThat(first.path("env").asText().split(" "))
          .contains("OTLP2PARQUET_DEDUP", "AWS_ACCESS_KEY_ID", "LAMBDA_TASK_ROOT", "_HANDLER")
          .doesNotContain("HOME", "USER", "JAVA_HOME");
      assertThat(first.path("args").asText())
          .contains(
              "-Xmx222822k",
              "-XX:MaxMetaspaceSize=26214k",
              "-XX:ReservedCodeCacheSize=13107k",
              "-XX:+UseSerialGC",
              "--add-opens=java.base/java.nio=ALL-UNNAMED");
      assertThat(json(second).path("count").asInt()).isEqualTo(2);
      assertThat(json(second).path("pid")).isEqualTo(first.path("pid"));
      assertThat(second.log())
          .startsWith("START RequestId: " + second.requestId())
          .contains("END RequestId: " + second.requestId())
          .containsPattern("REPORT RequestId: .*Memory Size: 256 MB\tMax Memory Used: \\d+ MB")
          .doesNotContain("Init Duration");
      assertThat(function.log().lines())
          .anyMatch(line -> line.startsWith("init of process"))
          .anyMatch(line -> line.contains("Init Duration"));
    }
  }

  @Test
  void invoke_failure_givesNameAndMessageAndKeepsTheProcess() throws IOException {
    try (LocalFunction function = start(options)) {
      InvocationResult failed = ask(function, "fail");
      assertError(failed, "java.lang.IllegalArgumentException", "asked to");
      assertThat(failed.log()).contains("asked to");

      assertThat(function.processes()).hasSize(1);
      long before = function.processes().getFirst();
      assertThat(json(ask(function, "echo")).path("pid").asLong()).isEqualTo(before);
    }
  }

  @Test
  void invoke_log_isCompleteAndInOrder() throws IOException {
    try (LocalFunction function = start(options)) {
      ask(function, "echo");
      List<String> lines = ask(function, "log").log().lines().toList();

      assertThat(lines).hasSize(1000 + 4);
      assertThat(lines.subList(1, 1001)).first().isEqualTo("line 0");
      assertThat(lines.get(1000)).isEqualTo("line 999");
      assertThat(lines.get(1001)).isEqualTo("the last line");
    }
  }

  @Test
  void invoke_exit_isAnErrorAndTheNextStartsAnew() throws IOException {
    try (LocalFunction function = start(options)) {
      InvocationResult exit = ask(function, "exit");
      assertError(exit, "Runtime.ExitError", "exited with error: exit status 7");
      assertThat(json(exit).path("errorMessage").asText())
          .startsWith("RequestId: " + exit.requestId());
      assertThat(json(ask(function, "echo")).path("count").asInt()).isEqualTo(1);
    }
  }

  @Test
  void invoke_killedBetweenInvocations_startsAnew() throws Exception {
    try (LocalFunction function = start(options)) {
      ask(function, "echo");
      ProcessHandle process = ProcessHandle.of(function.processes().getFirst()).orElseThrow();
      process.destroyForcibly();
      process.onExit().get();

      assertThat(json(ask(function, "echo")).path("count").asInt()).isEqualTo(1);
    }
  }

  @Test
  void invoke_moreThanTheMemory_killsTheProcess() throws IOException {
    try (LocalFunction function = start(options)) {
      InvocationResult killed = ask(function, "memory");
      assertError(killed, "Runtime.OutOfMemory", "exited with error: signal: killed");
      assertThat(json(ask(function, "echo")).path("count").asInt()).isEqualTo(1);
    }
  }

  @Test
  void invoke_moreThanTheHeap_isAnErrorAndTheNextStartsAnew() throws IOException {
    try (LocalFunction function = start(options)) {
      ask(function, "echo");
      assertError(ask(function, "heap"), "java.lang.OutOfMemoryError", "Java heap space");
      assertThat(json(ask(function, "echo")).path("count").asInt()).isEqualTo(1);
    }
  }

  @Test
  void invoke_overTime_killsTheProcess() throws IOException {
    try (LocalFunction function = start(options.timeout(Duration.ofMillis(1500)))) {
      InvocationResult late = ask(function, "sleep");
      assertError(late, "Sandbox.Timedout", "Task timed out after 1.50 seconds");
      assertThat(late.log()).contains("Task timed out after 1.50 seconds");
      assertThat(json(ask(function, "echo")).path("count").asInt()).isEqualTo(1);
    }
  }

  @Test
  void invoke_failedInit_isItsErrorEachTime() throws Exception {
    try (LocalFunction function =
        start(options.variables(Map.of("OTLP2PARQUET_FAIL_INIT", "true")))) {
      function.awaitInit(Duration.ofSeconds(20));
      assertThat(function.processes()).isEmpty();
      assertError(ask(function, "echo"), "java.lang.IllegalStateException", "Cannot start");
      assertError(ask(function, "echo"), "java.lang.IllegalStateException", "Cannot start");
    }
  }

  @Test
  void invoke_unknownHandler_isNamed() throws IOException {
    try (LocalFunction function = start(options.handler("no.Such::handle"))) {
      assertError(ask(function, "echo"), "java.lang.ClassNotFoundException", "no.Such");
    }
  }

  @Test
  void invoke_answerOver6Megabytes_isAnError() throws IOException {
    try (LocalFunction function = start(options)) {
      assertError(ask(function, "big"), "Function.ResponseSizeTooLarge", "6291556");
      assertThat(ask(function, "echo").status()).isEqualTo(Status.ANSWERED);
    }
  }

  @Test
  void invoke_manyAtOnce_areServedByTheEnvironments() throws Exception {
    try (LocalFunction function = start(options.environments(2))) {
      List<CompletableFuture<JsonNode>> answers =
          java.util.stream.IntStream.range(0, 30)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> {
                            try {
                              return json(invoke(function, "{\"i\":" + i + "}"));
                            } catch (IOException e) {
                              throw new IllegalStateException(e);
                            }
                          },
                          Thread::startVirtualThread))
              .toList();
      for (int i = 0; i < 30; i++) {
        assertThat(answers.get(i).get().path("event").path("i").asInt(-1))
            .as(answers.get(i).get().toString())
            .isEqualTo(i);
      }

      assertThat(function.processes()).hasSizeBetween(1, 2);
    }
  }

  @Test
  void close_any_endsTheProcess() throws Exception {
    LocalFunction function = start(options);
    ask(function, "echo");
    ProcessHandle process = ProcessHandle.of(function.processes().getFirst()).orElseThrow();
    function.close();

    process.onExit().get();
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void start_zipMissing_saysSo() {
    FunctionOptions missing =
        LocalOptions.withFunction(directory.resolve("no.zip")).function().get();

    assertThatThrownBy(() -> start(missing))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("no.zip");
  }
}
