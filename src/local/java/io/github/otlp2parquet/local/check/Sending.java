package io.github.otlp2parquet.local.check;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.otlp2parquet.otlp.Encoding;
import io.github.otlp2parquet.otlp.Signal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/**
 * One request on its way to the function.
 *
 * @param body marked as this run's, not compressed
 * @param rows those that each table should get
 * @param route how the function is told of it
 */
record Sending(
    String name,
    Signal signal,
    Encoding encoding,
    Compression compression,
    byte[] body,
    Map<String, Long> rows,
    Route route) {
  /** How a request reaches the function. */
  enum Route {
    /** The event is the OTLP/JSON itself. */
    DIRECT,
    /** The event is what a function URL makes of an HTTP request. */
    FUNCTION_URL,
    /** The same, for JSON lines. */
    FUNCTION_URL_LINES
  }

  /** Marks a file's request; plain JSON of one object goes as it is, all else as HTTP would. */
  static Sending of(TelemetryFile file, ExportRequest request, Compression compression, Mark mark) {
    Route route = Route.FUNCTION_URL;
    if (!request.isSingle()) {
      route = Route.FUNCTION_URL_LINES;
    } else if (file.encoding() == Encoding.JSON && compression == Compression.NONE) {
      route = Route.DIRECT;
    }

    return new Sending(
        file.name(),
        file.signal(),
        file.encoding(),
        compression,
        request.marked(mark),
        request.rows(),
        route);
  }

  /** A file that is sent as it is, whatever it holds. */
  static Sending unread(String name, Signal signal, Encoding encoding, byte[] body, Route route) {
    return new Sending(name, signal, encoding, Compression.NONE, body, Map.of(), route);
  }

  long records() {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  /** For instance {@code protobuf+gzip}. */
  String encodingLabel() {
    String label = encoding.name().toLowerCase(Locale.ROOT);
    if (route == Route.FUNCTION_URL_LINES) {
      label += " lines";
    }

    return compression == Compression.NONE ? label : label + "+" + compression.coding();
  }

  /** The payload of the invocation. */
  byte[] event() {
    return route == Route.DIRECT ? body : httpEvent().toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The parts of payload format 2.0 that tell what a request is.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads">Request
   *     and response payloads</a>
   */
  private ObjectNode httpEvent() {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("version", "2.0").put("routeKey", "$default");
    event.put("rawPath", signal.path()).put("rawQueryString", "");
    ObjectNode headers = event.putObject("headers");
    headers.put("content-type", contentType());
    if (compression != Compression.NONE) {
      headers.put("content-encoding", compression.coding());
    }

    ObjectNode http = event.putObject("requestContext").putObject("http");
    http.put("method", "POST").put("path", signal.path()).put("protocol", "HTTP/1.1");
    byte[] sent = compression.compress(body);
    event.put("body", Base64.getEncoder().encodeToString(sent)).put("isBase64Encoded", true);
    return event;
  }

  private String contentType() {
    if (encoding == Encoding.PROTOBUF) {
      return "application/x-protobuf";
    }

    return route == Route.FUNCTION_URL_LINES ? "application/x-ndjson" : "application/json";
  }
}
