package io.github.otlp2parquet.local.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionLogLinesTest {
  private static final List<String> LINES =
      List.of(
          "a warning",
          "START RequestId: 1 Version: 1",
          """
          {"timestamp":"2026-03-02T09:00:00.123456Z","level":"INFO","message":"stored",\
          "event":"direct","signal":"logs","records":3,"tables":[{"files":1,"bytes":20},\
          {"files":2,"bytes":5}],"duration_ms":{"total":1.25}}""",
          "END RequestId: 1",
          "START RequestId: 2 Version: 1",
          "a.b.C: no",
          "{\"level\":\"WARN\",\"message\":\"failed\",\"failure\":\"malformed\",\"error\":\"no\"}",
          "END RequestId: 2",
          "\tat a.b.C");

  @TempDir Path directory;

  @Test
  void print_aLineARequestAndWhatIsNoRequest() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Path file = directory.resolve("log");
    new FunctionLogLines(LINES).print(file, new PrintStream(bytes, true, UTF_8));

    assertThat(Files.readAllLines(file)).isEqualTo(LINES);
    assertThat(bytes.toString(UTF_8).lines().skip(1))
        .containsExactly(
            "  a warning",
            "  time          level  message  event   signal  records  files  bytes   ms  error",
            "  09:00:00.123  INFO   stored   direct  logs          3      3     25  1.3",
            "                WARN   failed                                0      0  0.0  no",
            "");
  }
}
