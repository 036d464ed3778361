package io.github.otlp2parquet.local.http;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One request as it came.
 *
 * @param uri path and query, as they were on the wire
 * @param body at most one byte more than the server's limit; the rest was read and dropped
 * @param sourceAddress the client's IP address
 */
public record Request(
    String method, URI uri, String protocol, Headers headers, byte[] body, String sourceAddress) {

  /** Returns the path as it was on the wire, still percent-encoded. */
  public String rawPath() {
    String path = uri.getRawPath();
    return path == null ? "" : path;
  }

  /** Returns the query as it was on the wire, without the question mark; empty if there is none. */
  public String rawQuery() {
    String query = uri.getRawQuery();
    return query == null ? "" : query;
  }

  /** Returns the first value of a header, whatever the case of its name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.getFirst(name));
  }

  /** Returns the decoded query parameters in their order; the last of a repeated name counts. */
  public Map<String, String> query() {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : rawQuery().split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      if (!name.isEmpty()) {
        parameters.put(decode(name), decode(value));
      }
    }

    return parameters;
  }

  private static String decode(String encoded) {
    return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }
}
