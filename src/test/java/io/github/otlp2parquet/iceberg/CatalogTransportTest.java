package io.github.otlp2parquet.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.otlp2parquet.local.http.Faults;
import io.github.otlp2parquet.local.http.LoopbackServer;
import io.github.otlp2parquet.local.http.Reply;
import io.github.otlp2parquet.local.http.Request;
import io.github.otlp2parquet.local.http.ServerName;
import io.github.otlp2parquet.local.http.Traffic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.RESTException;
import org.apache.iceberg.rest.ErrorHandlers;
import org.apache.iceberg.rest.responses.ConfigResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

class CatalogTransportTest {
  private static final String CONFIG = "{\"defaults\":{},\"overrides\":{\"prefix\":\"p\"}}";

  private final SdkHttpClient http = Apache5HttpClient.create();
  private final List<Request> requests = new ArrayList<>();
  private LoopbackServer server;
  private Supplier<Reply> reply = () -> Reply.json(200, CONFIG);

  @BeforeEach
  void start() throws IOException {
    server = LoopbackServer.bind(ServerName.CATALOG, 0, 1 << 20, new Faults(), new Traffic());
    server.serve(
        request -> {
          requests.add(request);
          return reply.get();
        });
  }

  @AfterEach
  void stop() {
    server.close();
    http.close();
  }

  @Test
  void answer_inGzip_isRead() {
    reply = () -> new Reply(200, Map.of("Content-Encoding", List.of("gzip")), gzip(CONFIG));

    assertThat(config().overrides()).containsEntry("prefix", "p");
    assertThat(requests.getFirst().header("Accept-Encoding")).hasValue("gzip");
  }

  @Test
  void request_isSignedForTheCatalog() {
    config();

    assertThat(requests.getFirst().header("Authorization").orElseThrow())
        .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
        .contains("/eu-central-1/s3tables/aws4_request");
    assertThat(requests.getFirst().uri().getRawQuery()).isEqualTo("warehouse=arn%3Aaws%3As3tables");
  }

  @Test
  void refusal_ofSignature_keepsTokenOutOfMessage() {
    String message = "The signature does not match.\\n\\nx-amz-security-token:IQoJb3JpZ2lu";
    reply = () -> Reply.json(403, "{\"message\":\"" + message + "\"}");

    assertThatThrownBy(this::config)
        .isInstanceOf(ForbiddenException.class)
        .hasMessageContaining("The signature does not match.")
        .hasMessageNotContaining("IQoJb3JpZ2lu");
  }

  @Test
  void answer_late_isGivenUpAtDeadline() {
    reply =
        () -> {
          sleep(Duration.ofSeconds(3));
          return Reply.json(200, CONFIG);
        };

    assertThatThrownBy(
            () ->
                ScopedValue.where(Deadline.CURRENT, Instant.now().plusMillis(400))
                    .call(this::config))
        .isInstanceOf(RESTException.class)
        .hasMessageStartingWith("Cannot reach the catalog: no answer in ");
  }

  @Test
  void deadline_over_sendsNothing() {
    assertThatThrownBy(
            () ->
                ScopedValue.where(Deadline.CURRENT, Instant.now().minusSeconds(1))
                    .call(this::config))
        .hasMessage("Cannot reach the catalog: no time left");
    assertThat(requests).isEmpty();
  }

  @Test
  void answer_ofJunk_isAnError() {
    reply = () -> Reply.json(200, "<html>");

    assertThatThrownBy(this::config)
        .isInstanceOf(RESTException.class)
        .hasMessage("Cannot read the catalog's answer: v1/config");
  }

  private ConfigResponse config() {
    URI uri = server.uri();
    StaticCredentialsProvider credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret"));
    return new CatalogTransport(http, new RequestSigner(credentials, "eu-central-1"), uri)
        .get(
            "v1/config",
            Map.of("warehouse", "arn:aws:s3tables"),
            ConfigResponse.class,
            Map.of(),
            ErrorHandlers.defaultErrorHandler());
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }

    return bytes.toByteArray();
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
