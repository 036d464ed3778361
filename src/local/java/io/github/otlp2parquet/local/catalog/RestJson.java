package io.github.otlp2parquet.local.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.rest.HTTPRequest;
import org.apache.iceberg.rest.ImmutableHTTPRequest;

/** Iceberg's REST messages as JSON. */
final class RestJson {

  /** Iceberg's own, which is not public but as the property of a request. */
  private static final ObjectMapper MAPPER =
      ImmutableHTTPRequest.builder()
          .baseUri(URI.create("http://127.0.0.1"))
          .method(HTTPRequest.HTTPMethod.GET)
          .path("none")
          .build()
          .mapper();

  private RestJson() {}

  static JsonNode tree(byte[] body) {
    try {
      JsonNode tree = MAPPER.readTree(body);
      if (tree == null || !tree.isObject()) {
        throw new BadRequestException("The body is not a JSON object");
      }

      return tree;
    } catch (IOException e) {
      throw new BadRequestException(e, "The body is not JSON");
    }
  }

  static <T> T convert(JsonNode tree, Class<T> type) {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new BadRequestException(e, "The body is not a %s", type.getSimpleName());
    }
  }

  static byte[] bytes(Object message) {
    try {
      return MAPPER.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write " + message.getClass().getSimpleName(), e);
    }
  }
}
