package io.github.otlp2parquet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.otlp2parquet.local.lambda.EchoZip;
import io.github.otlp2parquet.local.lambda.FunctionOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Invoke API and the function URL of a whole stack. */
class LocalStackTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static LocalStack stack;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    FunctionOptions function =
        new FunctionOptions(
            EchoZip.in(directory), EchoZip.HANDLER, 256, Duration.ofSeconds(20), 1, Map.of());
    stack = LocalStack.start(LocalOptions.tablesOnly().function(function));
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static HttpRequest.Builder invocation(String name, String payload) {
    return HttpRequest.newBuilder(
            URI.create(stack.lambda() + "/2015-03-31/functions/" + name + "/invocations"))
        .POST(BodyPublishers.ofString(payload));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder otlp(String target) {
    return HttpRequest.newBuilder(URI.create(stack.otlp() + target));
  }

  private static JsonNode event(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> response = send(request);
    assertThat(response.statusCode()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  @ParameterizedTest
  @CsvSource({
    "otlp2parquet-ingest,$LATEST",
    "otlp2parquet-ingest:live,1",
    "otlp2parquet-ingest%3Alive,1",
    "otlp2parquet-ingest:$LATEST,$LATEST",
    "arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Aotlp2parquet-ingest%3Alive,1",
    "000000000000:function:otlp2parquet-ingest,$LATEST",
  })
  void invoke_nameOrArn_answers(String name, String version) throws Exception {
    HttpResponse<String> response = send(invocation(name, "{\"a\":1}"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("X-Amz-Executed-Version")).contains(version);
    assertThat(response.headers().firstValue("X-Amz-Function-Error")).isEmpty();
    assertThat(response.headers().firstValue("X-Amz-Log-Result")).isEmpty();
    assertThat(JSON.readTree(response.body()).path("event").path("a").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"other", "otlp2parquet-ingest:none", "otlp2parquet-ingest?Qualifier=none"})
  void invoke_otherFunction_isNotFound(String name) throws Exception {
    HttpResponse<String> response = send(invocation(name, "{}"));

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("X-Amzn-ErrorType"))
        .contains("ResourceNotFoundException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not json", "{", "{} {}", "{\"a\":1}\n{\"a\":2}", "\u0000"})
  void invoke_payloadIsNoJson_isRefused(String payload) throws Exception {
    HttpResponse<String> response = send(invocation("otlp2parquet-ingest", payload));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("X-Amzn-ErrorType"))
        .contains("InvalidRequestContentException");
    assertThat(JSON.readTree(response.body()).path("message").asText())
        .startsWith("Could not parse request body into json: ");
  }

  @Test
  void invoke_over6Megabytes_isTooLarge() throws Exception {
    String exact = "\"" + "x".repeat(6 * 1024 * 1024 - 2) + "\"";

    assertThat(send(invocation("otlp2parquet-ingest", exact + " ")).statusCode()).isEqualTo(413);
    assertThat(send(invocation("otlp2parquet-ingest", exact)).statusCode()).isEqualTo(200);
  }

  @Test
  void invoke_deepJson_isTaken() throws Exception {
    String deep = "[".repeat(5_000) + "]".repeat(5_000);

    assertThat(send(invocation("otlp2parquet-ingest", deep)).statusCode()).isEqualTo(200);
  }

  @Test
  void invoke_functionError_is200WithHeaderAndLog() throws Exception {
    HttpResponse<String> response =
        send(
            invocation("otlp2parquet-ingest:live", "{\"do\":\"fail\"}")
                .header("X-Amz-Log-Type", "Tail"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("X-Amz-Function-Error")).contains("Unhandled");
    assertThat(JSON.readTree(response.body()).path("errorType").asText())
        .isEqualTo("java.lang.IllegalArgumentException");
    String log =
        new String(
            Base64.getDecoder()
                .decode(response.headers().firstValue("X-Amz-Log-Result").orElseThrow()),
            StandardCharsets.UTF_8);
    assertThat(log).contains("asked to", "REPORT RequestId: ");
  }

  @Test
  void invoke_longLog_tailIs4Kilobytes() throws Exception {
    HttpResponse<String> response =
        send(
            invocation("otlp2parquet-ingest", "{\"do\":\"log\"}").header("X-Amz-Log-Type", "Tail"));
    byte[] tail =
        Base64.getDecoder().decode(response.headers().firstValue("X-Amz-Log-Result").orElseThrow());

    assertThat(tail).hasSize(4096);
    assertThat(new String(tail, StandardCharsets.UTF_8))
        .contains("the last line", "REPORT RequestId: ");
  }

  @Test
  void invoke_eventType_isRetriedTwiceOnAnError() throws Exception {
    long before = starts();
    assertThat(
            send(invocation("otlp2parquet-ingest", "{\"do\":\"fail\",\"n\":1}")
                    .header("X-Amz-Invocation-Type", "Event"))
                .statusCode())
        .isEqualTo(202);
    assertThat(
            send(invocation("otlp2parquet-ingest", "{}").header("X-Amz-Invocation-Type", "DryRun"))
                .statusCode())
        .isEqualTo(204);
    Thread.sleep(5_000);

    assertThat(starts() - before).isEqualTo(3);
  }

  private static long starts() {
    return stack.function().log().lines().stream().filter(l -> l.startsWith("START ")).count();
  }

  @Test
  void event_json_isText() throws Exception {
    JsonNode event =
        event(
            otlp("/v1/logs?a=1&a=2&b=%20x")
                .header("Content-Type", "application/json; charset=utf-8")
                .header("X-Twice", "1")
                .header("X-Twice", "2")
                .header("Cookie", "c=1; d=2")
                .header("User-Agent", "tests")
                .POST(BodyPublishers.ofString("{\"é\":1}")));

    assertThat(event.path("version").asText()).isEqualTo("2.0");
    assertThat(event.path("routeKey").asText()).isEqualTo("$default");
    assertThat(event.path("rawPath").asText()).isEqualTo("/v1/logs");
    assertThat(event.path("rawQueryString").asText()).isEqualTo("a=1&a=2&b=%20x");
    assertThat(event.path("queryStringParameters").toString())
        .isEqualTo("{\"a\":\"1,2\",\"b\":\" x\"}");
    assertThat(event.path("cookies").toString()).isEqualTo("[\"c=1\",\"d=2\"]");
    assertThat(event.path("headers").path("content-type").asText())
        .isEqualTo("application/json; charset=utf-8");
    assertThat(event.path("headers").path("x-twice").asText()).isEqualTo("1,2");
    assertThat(event.path("headers").has("cookie")).isFalse();
    assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
    assertThat(event.path("body").asText()).isEqualTo("{\"é\":1}");
    JsonNode context = event.path("requestContext");
    assertThat(context.path("http").toString())
        .isEqualTo(
            "{\"method\":\"POST\",\"path\":\"/v1/logs\",\"protocol\":\"HTTP/1.1\","
                + "\"sourceIp\":\"127.0.0.1\",\"userAgent\":\"tests\"}");
    assertThat(context.path("time").asText())
        .matches("\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d \\+0000");
    assertThat(context.path("timeEpoch").asLong())
        .isCloseTo(System.currentTimeMillis(), org.assertj.core.data.Offset.offset(60_000L));
    assertThat(context.path("stage").asText()).isEqualTo("$default");
  }

  @ParameterizedTest
  @CsvSource({"application/x-protobuf,identity", "application/json,gzip", "'',identity"})
  void event_binary_isBase64(String type, String encoding) throws Exception {
    byte[] bytes = {10, (byte) 0xFF, 0};
    HttpRequest.Builder request =
        otlp("/v1/traces")
            .header("Content-Encoding", encoding)
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }

    JsonNode event = event(request);
    assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
    assertThat(Base64.getDecoder().decode(event.path("body").asText())).isEqualTo(bytes);
  }

  @Test
  void event_getWithoutBody_hasNone() throws Exception {
    JsonNode event = event(otlp("/health").GET());

    assertThat(event.path("requestContext").path("http").path("method").asText()).isEqualTo("GET");
    assertThat(event.has("body")).isFalse();
    assertThat(event.path("isBase64Encoded").asBoolean(true)).isFalse();
  }

  @Test
  void reply_binary_isDecoded() throws Exception {
    HttpResponse<byte[]> response =
        CLIENT.send(otlp("/binary").GET().build(), BodyHandlers.ofByteArray());

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.body()).isEqualTo(new byte[] {0, (byte) 0xFF, 1});
    assertThat(response.headers().firstValue("content-type")).contains("application/x-protobuf");
    assertThat(response.headers().firstValue("retry-after")).contains("3");
  }

  @Test
  void reply_withoutBody_isEmpty() throws Exception {
    HttpResponse<String> response = send(otlp("/empty").GET());

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/fail", "/odd"})
  void reply_functionErrorOrNoReply_isBadGateway(String path) throws Exception {
    HttpResponse<String> response = send(otlp(path).POST(BodyPublishers.ofString("x")));

    assertThat(response.statusCode()).isEqualTo(502);
    assertThat(response.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
  }

  @Test
  void event_over6Megabytes_isTooLarge() throws Exception {
    HttpResponse<String> binary =
        send(otlp("/v1/logs").POST(BodyPublishers.ofByteArray(new byte[5 * 1024 * 1024])));
    HttpResponse<String> huge =
        send(otlp("/v1/logs").POST(BodyPublishers.ofByteArray(new byte[20 * 1024 * 1024])));

    assertThat(binary.statusCode()).isEqualTo(413);
    assertThat(huge.statusCode()).isEqualTo(413);
  }

  @Test
  void start_portInUse_saysWhich() {
    int port = stack.catalog().getPort();

    assertThatThrownBy(
            () -> LocalStack.start(LocalOptions.tablesOnly().ports(0, 0, port, 0)).close())
        .isInstanceOf(BindException.class)
        .hasMessage("Cannot listen for catalog: port " + port + " is in use");
  }
}
