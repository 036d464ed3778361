package io.github.otlp2parquet.local.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One answer.
 *
 * @param headers without Content-Length, which follows from the body but for a HEAD request, where
 *     it is taken from here
 */
public record Reply(int status, Map<String, List<String>> headers, byte[] body) {

  /** Returns an answer without a body. */
  public static Reply empty(int status) {
    return new Reply(status, Map.of(), new byte[0]);
  }

  /** Returns an answer whose body is JSON. */
  public static Reply json(int status, byte[] body) {
    return new Reply(status, Map.of("Content-Type", List.of("application/json")), body);
  }

  /** Returns an answer whose body is JSON. */
  public static Reply json(int status, String body) {
    return json(status, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns this answer with one header set. */
  public Reply with(String name, String value) {
    Map<String, List<String>> copy = new LinkedHashMap<>(headers);
    copy.put(name, List.of(value));
    return new Reply(status, copy, body);
  }
}
