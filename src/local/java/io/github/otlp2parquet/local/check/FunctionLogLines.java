package io.github.otlp2parquet.local.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The function's log, a line a request.
 *
 * @param lines as they came
 */
record FunctionLogLines(List<String> lines) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Lambda's own lines, and what the JVM says of its flags. */
  private static final Pattern LAMBDA =
      Pattern.compile("(START|END|REPORT) RequestId: .*|Picked up JAVA_TOOL_OPTIONS: .*|\\s*");

  private static final List<String> COLUMNS =
      List.of(
          "time", "level", "message", "event", "signal", "records", "files", "bytes", "ms",
          "error");

  /**
   * Shows what the function logged of each request, and all of its other lines as they came, but
   * for the stack that Lambda's client writes of a function error.
   *
   * @param file where all lines go as they came
   */
  void print(Path file, PrintStream out) throws IOException {
    Files.write(file, lines);
    out.println("The function's log, a line a request (as it came: " + file + "):");
    List<List<String>> requests = new ArrayList<>();
    List<String> ofInvocation = new ArrayList<>();
    for (String line : lines) {
      // Not until END: what the function wrote last may come after it.
      if (line.startsWith("START ")) {
        show(ofInvocation, requests, out);
      }

      ofInvocation.add(line);
    }

    show(ofInvocation, requests, out);
    new Grid(COLUMNS, requests).lines("  ").forEach(out::println);
    out.println();
  }

  private static void show(
      List<String> ofInvocation, List<List<String>> requests, PrintStream out) {
    boolean failed = ofInvocation.stream().anyMatch(line -> line.contains("\"failure\":"));
    for (String line : ofInvocation) {
      if (line.startsWith("{")) {
        requests.add(cells(line));
      } else if (!failed && !LAMBDA.matcher(line).matches()) {
        out.println("  " + line);
      }
    }

    ofInvocation.clear();
  }

  private static List<String> cells(String line) {
    try {
      JsonNode request = JSON.readTree(line);
      long files = 0;
      long bytes = 0;
      for (JsonNode table : request.path("tables")) {
        files += table.path("files").asLong();
        bytes += table.path("bytes").asLong();
      }

      return List.of(
          request.path("timestamp").asText().replaceAll(".*T(.{12}).*", "$1"),
          request.path("level").asText(),
          request.path("message").asText(),
          request.path("event").asText(),
          request.path("signal").asText(),
          request.path("records").asText(),
          Long.toString(files),
          Long.toString(bytes),
          "%.1f".formatted(request.path("duration_ms").path("total").asDouble()),
          request.path("error").asText());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot read the function's log: " + line, e);
    }
  }
}
