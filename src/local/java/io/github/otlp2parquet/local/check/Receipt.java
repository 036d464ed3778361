package io.github.otlp2parquet.local.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the function says of a request that it stored: the answer to a direct invoke, or, since
 * HTTP's says only what was rejected, the line in its log.
 *
 * @param key under which the request is stored
 * @param reasons why records were rejected or moved
 */
record Receipt(
    String key, boolean duplicate, long rejected, List<String> reasons, List<Stored> tables) {
  private static final JsonMapper JSON = new JsonMapper();

  /** What one table got. */
  record Stored(String table, long records, long files, boolean duplicate) {}

  /**
   * Reads the answer to a request that should be stored.
   *
   * @throws FailedSendingException if it was not, or the function does not say what it did
   */
  static Receipt of(Sending sending, LambdaApi.Invocation invocation) {
    if (invocation.failed()) {
      throw new FailedSendingException(failure(invocation));
    }

    JsonNode answer = json(invocation.payload()).orElseThrow();
    if (sending.route() == Sending.Route.DIRECT) {
      return of(answer);
    }

    if (answer.path("statusCode").asInt() != 200) {
      throw new FailedSendingException("HTTP " + answer.path("statusCode").asInt());
    }

    return invocation.log().stream()
        .flatMap(line -> json(line).stream())
        .filter(line -> line.has("tables"))
        .findFirst()
        .map(Receipt::of)
        .orElseThrow(() -> new FailedSendingException("HTTP 200, but no line in the log"));
  }

  /** The name of a function error and its message, or the HTTP status of an answer. */
  static String failure(LambdaApi.Invocation invocation) {
    JsonNode answer = json(invocation.payload()).orElseGet(JSON::createObjectNode);
    if (answer.has("statusCode")) {
      return "HTTP " + answer.path("statusCode").asInt();
    }

    String type = answer.path("errorType").asText(answer.path("Type").asText("error"));
    String message = answer.path("errorMessage").asText(answer.path("message").asText());
    String shortMessage = message.replaceFirst("^RequestId: \\S+ (Error: )?", "");
    return type.substring(type.lastIndexOf('.') + 1) + ": " + shortMessage;
  }

  /** For instance {@code logs 3}, or {@code metrics_gauge 2, _sum 1}. */
  String summary() {
    String stored =
        tables.stream()
            .map(table -> table.table() + " " + table.records())
            .collect(Collectors.joining(", "))
            .replace(", metrics_", ", _");
    StringJoiner said = new StringJoiner(", ");
    said.add(stored.isEmpty() ? "nothing to store" : stored);
    if (rejected > 0) {
      said.add(rejected + " rejected");
    }

    return duplicate ? said + " (duplicate)" : said.toString();
  }

  /** The rows that each table has of it. */
  TreeMap<String, Long> rows() {
    TreeMap<String, Long> rows = new TreeMap<>();
    tables.forEach(table -> rows.merge(table.table(), table.records(), Long::sum));
    return rows;
  }

  private static Receipt of(JsonNode said) {
    List<Stored> tables = new ArrayList<>();
    for (JsonNode table : said.path("tables")) {
      tables.add(
          new Stored(
              table.path("table").asText(),
              table.path("records").asLong(),
              table.path("files").asLong(),
              table.path("duplicate").asBoolean()));
    }

    List<String> reasons = new ArrayList<>();
    said.path("reasons").forEach(reason -> reasons.add(reason.asText()));
    return new Receipt(
        said.path("key").asText(),
        said.path("duplicate").asBoolean(),
        said.path("rejected").asLong(),
        reasons,
        tables);
  }

  private static Optional<JsonNode> json(String text) {
    if (!text.startsWith("{")) {
      return Optional.empty();
    }

    try {
      return Optional.of(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
