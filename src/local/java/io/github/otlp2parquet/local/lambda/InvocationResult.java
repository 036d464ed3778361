package io.github.otlp2parquet.local.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;

/**
 * What became of an invocation.
 *
 * @param payload the function's answer, or Lambda's JSON of the error
 * @param log what the function and Lambda logged during it
 */
public record InvocationResult(
    Status status, String requestId, String version, byte[] payload, String log) {

  /** Whether the function answered. */
  public enum Status {
    ANSWERED,
    /** An error of the function, of its process, or of its time or memory. */
    UNHANDLED
  }

  /** Returns the payload as text. */
  public String text() {
    return new String(payload, StandardCharsets.UTF_8);
  }

  /** Returns the JSON of an error that Lambda itself finds. */
  static byte[] error(String type, String message) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("errorType", type)
        .put("errorMessage", message)
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }
}
