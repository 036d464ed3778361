package io.github.otlp2parquet.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.otlp2parquet.otlp.Encoding;
import io.github.otlp2parquet.otlp.OtlpReply;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An HTTP answer, and how each front wants to be told of it.
 *
 * @param headers those beside Content-Type
 */
record HttpReply(int status, OtlpReply content, Map<String, String> headers) {
  private static final JsonFactory JSON = new JsonFactory();

  static HttpReply of(int status, OtlpReply content) {
    return new HttpReply(status, content, Map.of());
  }

  static HttpReply healthy() {
    return of(200, new OtlpReply(Encoding.JSON, "{\"status\":\"ok\"}".getBytes(UTF_8)));
  }

  /** Writes the answer as the front's event format has it. */
  void write(HttpFront front, OutputStream output) throws IOException {
    try (JsonGenerator out = JSON.createGenerator(output)) {
      out.writeStartObject();
      out.writeNumberField("statusCode", status);
      if (front.wantsStatusDescription()) {
        out.writeStringField("statusDescription", status + " " + reason());
      }
      writeHeaders(front, out);
      writeBody(out);
      out.writeEndObject();
    }
  }

  private void writeHeaders(HttpFront front, JsonGenerator out) throws IOException {
    boolean lists = front == HttpFront.ALB_MULTI_VALUE;
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("Content-Type", content.contentType());
    out.writeObjectFieldStart(lists ? "multiValueHeaders" : "headers");
    for (Map.Entry<String, String> header : all.entrySet()) {
      if (lists) {
        out.writeArrayFieldStart(header.getKey());
        out.writeString(header.getValue());
        out.writeEndArray();
      } else {
        out.writeStringField(header.getKey(), header.getValue());
      }
    }
    out.writeEndObject();
  }

  private void writeBody(JsonGenerator out) throws IOException {
    switch (content.encoding()) {
      case PROTOBUF -> {
        out.writeBooleanField("isBase64Encoded", true);
        out.writeStringField("body", Base64.getEncoder().encodeToString(content.body()));
      }
      case JSON -> {
        out.writeBooleanField("isBase64Encoded", false);
        out.writeStringField("body", new String(content.body(), UTF_8));
      }
    }
  }

  private String reason() {
    return switch (status) {
      case 200 -> "OK";
      case 400 -> "Bad Request";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 413 -> "Content Too Large";
      case 415 -> "Unsupported Media Type";
      case 503 -> "Service Unavailable";
      default -> throw new IllegalStateException("No such answer: " + status);
    };
  }
}
