package io.github.otlp2parquet.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.otlp2parquet.local.http.LoopbackServer;
import io.github.otlp2parquet.local.http.Reply;
import io.github.otlp2parquet.local.http.Request;
import io.github.otlp2parquet.local.http.Service;
import io.github.otlp2parquet.local.lambda.InvocationResult.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A function URL without authorization: every request becomes an event in payload format 2.0, and
 * the function's answer becomes the response. Stricter than AWS in one thing: an answer without a
 * status code is a 502 here, where AWS would make it a 200. See <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html">Invoking function
 * URLs</a>.
 */
public final class FunctionUrl implements Service {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalFunction function;

  /** Serves this function. */
  public FunctionUrl(LocalFunction function) {
    this.function = function;
  }

  @Override
  public Reply answer(Request request) throws InterruptedException {
    byte[] event = FunctionUrlEvent.of(request, Instant.now());
    if (event.length > InvokeApi.MAX_EVENT_BYTES) {
      return Reply.json(413, "{\"message\":\"Request Entity Too Large\"}");
    }

    InvocationResult result = function.invoke(event);
    if (result.status() == Status.UNHANDLED) {
      return badGateway();
    }

    try {
      return reply(JSON.readTree(result.payload()), result.requestId());
    } catch (IOException | IllegalArgumentException e) {
      return badGateway();
    }
  }

  private static Reply reply(JsonNode answer, String requestId) throws JsonProcessingException {
    JsonNode status = answer.path("statusCode");
    if (!status.isInt() || status.intValue() < 100 || status.intValue() > 599) {
      return badGateway();
    }

    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("content-type", List.of("application/json"));
    headers.put("x-amzn-requestid", List.of(requestId));
    answer
        .path("headers")
        .properties()
        .forEach(
            header -> {
              String name = header.getKey().toLowerCase(Locale.ROOT);
              if (!LoopbackServer.HOP_BY_HOP.contains(name) && !name.equals("content-length")) {
                headers.put(name, List.of(header.getValue().asText()));
              }
            });
    for (JsonNode cookie : answer.path("cookies")) {
      headers.merge("set-cookie", List.of(cookie.asText()), FunctionUrl::joined);
    }

    return new Reply(status.intValue(), headers, body(answer));
  }

  private static List<String> joined(List<String> first, List<String> second) {
    return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
  }

  private static byte[] body(JsonNode answer) throws JsonProcessingException {
    JsonNode body = answer.path("body");
    if (body.isMissingNode() || body.isNull()) {
      return new byte[0];
    }

    String text = body.isTextual() ? body.textValue() : JSON.writeValueAsString(body);
    return answer.path("isBase64Encoded").asBoolean()
        ? Base64.getDecoder().decode(text)
        : text.getBytes(StandardCharsets.UTF_8);
  }

  private static Reply badGateway() {
    return Reply.json(502, "{\"message\":\"Internal Server Error\"}");
  }
}
