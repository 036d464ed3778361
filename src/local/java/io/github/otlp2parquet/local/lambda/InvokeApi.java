package io.github.otlp2parquet.local.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.otlp2parquet.local.http.Reply;
import io.github.otlp2parquet.local.http.Request;
import io.github.otlp2parquet.local.http.Service;
import io.github.otlp2parquet.local.lambda.InvocationResult.Status;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lambda's Invoke API for the one function. Signatures are not checked. See <a
 * href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>.
 */
public final class InvokeApi implements Service {

  /** The most bytes of an event: 6 MB. */
  public static final int MAX_EVENT_BYTES = 6 * 1024 * 1024;

  /** The name of the function. */
  public static final String FUNCTION_NAME = "otlp2parquet-ingest";

  private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:";
  private static final int MAX_ASYNC_EVENT_BYTES = 1024 * 1024;
  private static final int TAIL_BYTES = 4096;
  private static final Set<String> QUALIFIERS = Set.of("", "live", "$LATEST", "1");
  private static final Pattern PATH =
      Pattern.compile("/2015-03-31/functions/([^/]+)/invocations/?");
  private static final Pattern NAME =
      Pattern.compile("(?:arn:aws:lambda:[^:]+:)?(?:\\d{12}:)?(?:function:)?([^:]+)(?::([^:]+))?");

  /** Waits before the second and the third attempt; Lambda's are one and two minutes. */
  private static final List<Duration> RETRY_WAITS =
      List.of(Duration.ofMillis(500), Duration.ofSeconds(1));

  /** Whether a payload is JSON is asked here; what it holds is the function's business. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final LocalFunction function;

  /** Serves this function. */
  public InvokeApi(LocalFunction function) {
    this.function = function;
  }

  static String arn(String qualifier) {
    return ARN + FUNCTION_NAME + (qualifier.isEmpty() ? "" : ":" + qualifier);
  }

  @Override
  public Reply answer(Request request) throws InterruptedException {
    Matcher path = PATH.matcher(request.rawPath());
    if (!path.matches() || !request.method().equals("POST")) {
      return error(404, "ResourceNotFoundException", "Unknown operation: " + request.rawPath());
    }

    String asked = URLDecoder.decode(path.group(1), StandardCharsets.UTF_8);
    Matcher name = NAME.matcher(asked);
    if (!name.matches() || !name.group(1).equals(FUNCTION_NAME)) {
      return error(404, "ResourceNotFoundException", "Function not found: " + ARN + asked);
    }

    String inName = name.group(2) == null ? "" : name.group(2);
    String qualifier = request.query().getOrDefault("Qualifier", inName);
    if (!QUALIFIERS.contains(qualifier)) {
      return error(404, "ResourceNotFoundException", "Function not found: " + arn(qualifier));
    }

    return invoke(request, qualifier);
  }

  private Reply invoke(Request request, String qualifier) throws InterruptedException {
    String type = request.header("X-Amz-Invocation-Type").orElse("RequestResponse");
    int limit = type.equals("Event") ? MAX_ASYNC_EVENT_BYTES : MAX_EVENT_BYTES;
    if (request.body().length > limit) {
      return error(
          413,
          "RequestEntityTooLargeException",
          "Request must be smaller than " + limit + " bytes for the InvokeFunction operation");
    }

    byte[] event =
        request.body().length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : request.body();
    try {
      checkJson(event);
    } catch (IOException e) {
      return error(
          400,
          "InvalidRequestContentException",
          "Could not parse request body into json: " + e.getMessage());
    }

    return switch (type) {
      case "RequestResponse" -> reply(request, function.invoke(event, qualifier));
      case "Event" -> {
        Thread.ofVirtual().start(() -> invokeLater(event, qualifier));
        yield Reply.empty(202);
      }
      case "DryRun" -> Reply.empty(204);
      default -> error(400, "InvalidParameterValueException", "Unknown invocation type: " + type);
    };
  }

  private void invokeLater(byte[] event, String qualifier) {
    try {
      InvocationResult result = function.invoke(event, qualifier);
      for (Duration wait : RETRY_WAITS) {
        if (result.status() == Status.UNHANDLED) {
          Thread.sleep(wait);
          result = function.invoke(event, qualifier);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void checkJson(byte[] event) throws IOException {
    try (JsonParser parser = JSON.createParser(event)) {
      if (parser.nextToken() == null) {
        throw new IOException("No content to map");
      }

      parser.skipChildren();
      if (parser.nextToken() != null) {
        throw new IOException("More than one JSON value");
      }
    }
  }

  private static Reply reply(Request request, InvocationResult result) {
    Reply reply =
        Reply.json(200, result.payload())
            .with("X-Amzn-RequestId", result.requestId())
            .with("X-Amz-Executed-Version", result.version());
    if (result.status() == Status.UNHANDLED) {
      reply = reply.with("X-Amz-Function-Error", "Unhandled");
    }

    if (request.header("X-Amz-Log-Type").orElse("None").equals("Tail")) {
      reply = reply.with("X-Amz-Log-Result", tail(result.log()));
    }

    return reply;
  }

  private static String tail(String log) {
    byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
    int from = Math.max(0, bytes.length - TAIL_BYTES);
    return Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
  }

  private static Reply error(int status, String type, String message) {
    String body =
        JsonNodeFactory.instance
            .objectNode()
            .put("Type", "User")
            .put("message", message)
            .toString();
    Reply reply = Reply.json(status, body);
    return new Reply(
        status,
        Map.of("Content-Type", List.of("application/json"), "X-Amzn-ErrorType", List.of(type)),
        reply.body());
  }
}
