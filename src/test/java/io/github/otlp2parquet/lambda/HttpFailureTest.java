package io.github.otlp2parquet.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.rpc.BadRequest;
import com.google.rpc.Status;
import io.github.otlp2parquet.iceberg.LakeFailures;
import io.github.otlp2parquet.otlp.Compressed;
import io.github.otlp2parquet.otlp.MalformedRequestException;
import io.github.otlp2parquet.otlp.TooLargeException;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.OutOfMemoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Every row of the table of failures. */
class HttpFailureTest {
  private static final String PROTOBUF = "application/x-protobuf";
  private static final byte[] BODY = {0x0a, 0x00};
  private static final HttpRequest POST = HttpRequest.post("/v1/logs", PROTOBUF, BODY);
  private static final String OUT_OF_MEMORY =
      "Cannot take the request: it needs more memory than the function has";
  private static final String LATER =
      "Cannot store the request now, send it again: the log of request "
          + StubContext.REQUEST_ID
          + " has why";

  /** What the rooms behind throw; status, google.rpc.Code, message. */
  static final List<Arguments> THROWN =
      List.of(
          Arguments.of(
              new MalformedRequestException("Cannot read: odd"), 400, 3, "Cannot read: odd"),
          Arguments.of(new TooLargeException("Cannot take: 9"), 413, 8, "Cannot take: 9"),
          Arguments.of(new OutOfMemoryException("Arrow's words"), 413, 8, OUT_OF_MEMORY),
          Arguments.of(new OutOfMemoryError("Java heap space"), 413, 8, OUT_OF_MEMORY),
          Arguments.of(LakeFailures.passing("secret"), 503, 14, LATER),
          Arguments.of(LakeFailures.refusal("secret"), 503, 14, LATER),
          Arguments.of(new IllegalStateException("secret"), 503, 14, LATER),
          Arguments.of(new StackOverflowError(), 503, 14, LATER),
          Arguments.of(new NoClassDefFoundError("secret"), 503, 14, LATER));

  /** What never gets that far; status, google.rpc.Code, a part of the message. */
  static final List<Arguments> TURNED_AWAY =
      List.of(
          Arguments.of(HttpRequest.post("/v1/profiles", PROTOBUF, BODY), 404, 5, "/v1/logs"),
          Arguments.of(HttpRequest.post("/", PROTOBUF, BODY), 404, 5, "No such path"),
          Arguments.of(HttpRequest.post("/xv1/logsx", PROTOBUF, BODY), 404, 5, "No such path"),
          Arguments.of(HttpRequest.post("/v1/logs/x", PROTOBUF, BODY), 404, 5, "No such path"),
          Arguments.of(
              new HttpRequest("GET", "/v1/logs", POST.headers(), BODY, false), 405, 12, "POST"),
          Arguments.of(
              new HttpRequest("PUT", "/p/v1/traces/", POST.headers(), BODY, false),
              405,
              12,
              "POST"),
          Arguments.of(
              new HttpRequest("POST", "/health", POST.headers(), BODY, false), 405, 12, "GET"),
          Arguments.of(POST.withHeader("Content-Encoding", "br"), 400, 3, "accepted are gzip"),
          Arguments.of(POST.withHeader("Content-Encoding", "zstd"), 400, 3, "zstd"),
          Arguments.of(
              HttpRequest.post("/v1/logs", PROTOBUF, new byte[Invocations.MAX_BODY_BYTES + 1]),
              413,
              8,
              "over the limit of 1048576 bytes"),
          Arguments.of(
              HttpRequest.post("/v1/logs", PROTOBUF, Compressed.gzip(new byte[16 << 20]))
                  .withHeader("Content-Encoding", "gzip"),
              413,
              8,
              "over the limit of 1048576 bytes"));

  @ParameterizedTest
  @FieldSource("THROWN")
  void thrown_isAnswered(Throwable thrown, int httpStatus, int code, String message)
      throws IOException {
    Invocations function =
        thrown instanceof Error error
            ? Invocations.failing(error)
            : Invocations.failing((RuntimeException) thrown);

    JsonNode answer = function.invoke(POST.event(HttpFront.HTTP_2));

    Status status = assertStatus(answer, httpStatus, code);
    assertThat(status.getMessage()).isEqualTo(message);
    assertThat(function.logged().get("status").asInt()).isEqualTo(httpStatus);
  }

  @ParameterizedTest
  @FieldSource("TURNED_AWAY")
  void turnedAway_isAnswered(HttpRequest request, int httpStatus, int code, String message)
      throws IOException {
    Invocations function = Invocations.storing();

    for (HttpFront front : HttpFront.values()) {
      if (front != HttpFront.ALB_MULTI_VALUE) {
        Status status = assertStatus(function.invoke(request.event(front)), httpStatus, code);
        assertThat(status.getMessage()).contains(message);
      }
    }
    assertThat(function.telemetry).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void jsonRequest_isAnsweredInJson(HttpFront front) throws IOException {
    Invocations function = Invocations.failing(new MalformedRequestException("Cannot read: odd"));
    HttpRequest request = HttpRequest.post("/v1/logs", "application/json", "{}".getBytes(UTF_8));

    JsonNode answer = function.invoke(request.event(front));

    JsonNode status = Invocations.JSON.readTree(answer.get("body").asText());
    assertThat(answer.get("statusCode").asInt()).isEqualTo(400);
    assertThat(answer.get("isBase64Encoded").asBoolean()).isFalse();
    assertThat(status.get("code").asInt()).isEqualTo(3);
    assertThat(status.get("message").asText()).isEqualTo("Cannot read: odd");
  }

  @Test
  void otherContentType_isAnsweredInJson() throws IOException {
    Invocations function = Invocations.storing();
    HttpRequest none = new HttpRequest("POST", "/v1/logs", Map.of(), BODY, false);
    HttpRequest text = HttpRequest.post("/v1/logs", "text/plain", BODY);
    HttpRequest grpc = HttpRequest.post("/v1/logs", "application/grpc+proto", BODY);

    for (HttpRequest request : List.of(none, text, grpc)) {
      JsonNode answer = function.invoke(request.event(HttpFront.HTTP_2));

      assertThat(answer.get("statusCode").asInt()).isEqualTo(415);
      assertThat(answer.get("headers").get("Content-Type").asText()).isEqualTo("application/json");
      assertThat(Invocations.JSON.readTree(answer.get("body").asText()).get("message").asText())
          .isEqualTo(
              "Cannot take this Content-Type: accepted are application/x-protobuf,"
                  + " application/json and application/x-ndjson");
    }
    assertThat(function.telemetry).isEmpty();
  }

  @Test
  void badRequest_hasItsDetail() throws IOException {
    Invocations function = Invocations.failing(new MalformedRequestException("Cannot read: odd"));

    JsonNode answer = function.invoke(POST.event(HttpFront.HTTP_2));

    Status status = assertStatus(answer, 400, 3);
    BadRequest detail = status.getDetails(0).unpack(BadRequest.class);
    assertThat(detail.getFieldViolations(0).getDescription()).isEqualTo("Cannot read: odd");
  }

  @Test
  void body_thatIsMarkedBase64AndIsNot_isMalformed() throws IOException {
    String event =
        new String(POST.event(HttpFront.HTTP_2), UTF_8).replace("\"body\":\"", "\"body\":\"?");

    assertStatus(Invocations.storing().invoke(event.getBytes(UTF_8)), 400, 3);
  }

  @Test
  void body_withHalfASurrogatePair_isMalformed() {
    String event =
        """
        {"version": "2.0", "rawPath": "/v1/logs", "headers": {"content-type": "application/json"},
         "requestContext": {"http": {"method": "POST"}}, "body": "{\\ud800}"}
        """;

    JsonNode answer = Invocations.storing().invoke(event.getBytes(UTF_8));

    assertThat(answer.get("statusCode").asInt()).isEqualTo(400);
    assertThat(answer.get("body").asText()).contains("half a surrogate pair");
  }

  /** The status is parsed back by its real class; only what is worth it has a Retry-After. */
  private static Status assertStatus(JsonNode answer, int httpStatus, int code) throws IOException {
    assertThat(answer.get("statusCode").asInt()).isEqualTo(httpStatus);
    assertThat(answer.get("headers").get("Content-Type").asText()).isEqualTo(PROTOBUF);
    assertThat(answer.get("headers").path("Retry-After").asText())
        .isEqualTo(httpStatus == 503 ? "5" : "");
    assertThat(answer.get("headers").path("Allow").asText())
        .isEqualTo(httpStatus != 405 ? "" : allowed(answer));
    Status status = Status.parseFrom(Base64.getDecoder().decode(answer.get("body").asText()));
    assertThat(status.getCode()).isEqualTo(code);
    return status;
  }

  private static String allowed(JsonNode answer) {
    String message = new String(Base64.getDecoder().decode(answer.get("body").asText()), UTF_8);
    return message.substring(message.lastIndexOf(' ') + 1);
  }
}
