package io.github.otlp2parquet.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.otlp2parquet.local.http.Request;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The event of a function URL, payload format 2.0. See <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-request-payload">its
 * format</a>.
 */
final class FunctionUrlEvent {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private FunctionUrlEvent() {}

  static byte[] of(Request request, Instant now) {
    ObjectNode event = JSON.createObjectNode();
    event.put("version", "2.0");
    event.put("routeKey", "$default");
    event.put("rawPath", request.rawPath());
    event.put("rawQueryString", request.rawQuery());
    ObjectNode headers = event.putObject("headers");
    request
        .headers()
        .forEach(
            (name, values) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (lower.equals("cookie")) {
                values.forEach(
                    value -> {
                      for (String cookie : value.split("; *", -1)) {
                        event.withArray("cookies").add(cookie);
                      }
                    });
              } else {
                headers.put(lower, String.join(",", values));
              }
            });
    headers.put("x-forwarded-for", request.sourceAddress());
    headers.put("x-forwarded-proto", "https");
    headers.put("x-forwarded-port", "443");
    Map<String, String> parameters = parameters(request.rawQuery());
    if (!parameters.isEmpty()) {
      ObjectNode query = event.putObject("queryStringParameters");
      parameters.forEach(query::put);
    }

    event.set("requestContext", context(request, now));
    putBody(event, request);
    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write the event", e);
    }
  }

  private static ObjectNode context(Request request, Instant now) {
    ObjectNode context = JSON.createObjectNode();
    context.put("accountId", "anonymous");
    context.put("apiId", "local");
    context.put("domainName", "local.lambda-url.us-east-1.on.aws");
    context.put("domainPrefix", "local");
    ObjectNode http = context.putObject("http");
    http.put("method", request.method());
    http.put("path", request.rawPath());
    http.put("protocol", request.protocol());
    http.put("sourceIp", request.sourceAddress());
    http.put("userAgent", request.header("User-Agent").orElse(""));
    context.put("requestId", UUID.randomUUID().toString());
    context.put("routeKey", "$default");
    context.put("stage", "$default");
    context.put("time", TIME.format(now));
    context.put("timeEpoch", now.toEpochMilli());
    return context;
  }

  /** A repeated parameter's values are joined by commas. */
  private static Map<String, String> parameters(String rawQuery) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : rawQuery.split("&", -1)) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        String value = parts.length > 1 ? decode(parts[1]) : "";
        parameters.merge(decode(parts[0]), value, (first, second) -> first + "," + second);
      }
    }

    return parameters;
  }

  private static String decode(String encoded) {
    return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }

  private static void putBody(ObjectNode event, Request request) {
    Optional<String> text = isText(request) ? utf8(request.body()) : Optional.empty();
    event.put("isBase64Encoded", request.body().length > 0 && text.isEmpty());
    if (request.body().length > 0) {
      event.put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(request.body())));
    }
  }

  /**
   * AWS only says that a body of a binary content type is base64. What is compressed is taken for
   * binary too, since it would not survive as text.
   */
  private static boolean isText(Request request) {
    String type =
        request.header("Content-Type").orElse("").split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    boolean compressed =
        request.header("Content-Encoding").filter(e -> !e.equalsIgnoreCase("identity")).isPresent();
    return !compressed
        && (type.startsWith("text/")
            || type.endsWith("+json")
            || type.endsWith("+xml")
            || type.equals("application/json")
            || type.equals("application/xml")
            || type.equals("application/javascript"));
  }

  private static Optional<String> utf8(byte[] body) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
