package io.github.otlp2parquet.local.catalog;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import io.github.otlp2parquet.local.SignedHttp;
import io.github.otlp2parquet.local.http.Request;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** The verifier against the AWS SDK's signer. */
class SignatureV4Test {

  private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
  private static final String CONFIG =
      "http://127.0.0.1:8181/iceberg/v1/config?warehouse=arn%3Aaws";
  private static final SignatureV4 VERIFIER =
      new SignatureV4("local", "local-secret", "us-east-1", "s3tables");

  private static SignedHttp signer(String access, String secret, String service, Instant time) {
    return new SignedHttp(
        AwsCredentialsIdentity.create(access, secret),
        service,
        "us-east-1",
        Clock.fixed(time, ZoneOffset.UTC));
  }

  private static Request request(
      SignedHttp signer, String method, String uri, String body, String sentBody) {
    Headers headers = new Headers();
    signer.sign(method, uri, body).forEach(headers::add);
    return new Request(
        method,
        URI.create(URI.create(uri).getRawPath() + query(uri)),
        "HTTP/1.1",
        headers,
        sentBody.getBytes(StandardCharsets.UTF_8),
        "127.0.0.1");
  }

  private static String query(String uri) {
    String query = URI.create(uri).getRawQuery();
    return query == null ? "" : "?" + query;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/iceberg/v1/config?warehouse=arn%3Aaws%3As3tables%3Aus-east-1%3A000000000000%3Abucket%2Fa",
        "/iceberg/v1/arn%3Aaws%3As3tables%3Aus-east-1%3A000000000000%3Abucket%2Fa/namespaces",
        "/iceberg/v1/p/namespaces?pageToken=&pageSize=2&parent=a%1Fb",
        "/iceberg/v1/p/namespaces/a%20b~c_d.e?z=1&a=%2B%3D&a=",
        "/",
      })
  void verify_pathAndQueryOfSdk_passes(String target) {
    SignedHttp signer = signer("local", "local-secret", "s3tables", NOW);
    Request request = request(signer, "GET", "http://127.0.0.1:8181" + target, "", "");

    assertThatCode(() -> VERIFIER.verify(request, NOW)).doesNotThrowAnyException();
  }

  @Test
  void verify_body_passesOnlyUnchanged() {
    SignedHttp signer = signer("local", "local-secret", "s3tables", NOW);
    Request same = request(signer, "POST", CONFIG, "{\"ä\":1}", "{\"ä\":1}");
    Request changed = request(signer, "POST", CONFIG, "{\"ä\":1}", "{\"ä\":2}");

    assertThatCode(() -> VERIFIER.verify(same, NOW)).doesNotThrowAnyException();
    assertThatThrownBy(() -> VERIFIER.verify(changed, NOW))
        .isInstanceOf(ForbiddenException.class)
        .hasMessageContaining("does not match");
  }

  @Test
  void verify_sessionToken_passes() {
    SignedHttp signer =
        new SignedHttp(
            AwsSessionCredentialsIdentity.create("local", "local-secret", "token"),
            "s3tables",
            "us-east-1",
            Clock.fixed(NOW, ZoneOffset.UTC));

    assertThatCode(() -> VERIFIER.verify(request(signer, "GET", CONFIG, "", ""), NOW))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "local, wrong-secret, s3tables, does not match",
    "other, local-secret, s3tables, security token",
    "local, local-secret, s3, should be scoped",
    "local, local-secret, glue, should be scoped",
  })
  void verify_otherKeyOrService_isForbidden(
      String access, String secret, String service, String message) {
    Request request = request(signer(access, secret, service, NOW), "GET", CONFIG, "", "");

    assertThatThrownBy(() -> VERIFIER.verify(request, NOW))
        .isInstanceOf(ForbiddenException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"-16, true", "-14, false", "14, false", "16, true"})
  void verify_skew_isForbiddenOver15Minutes(int minutes, boolean forbidden) {
    Instant signedAt = NOW.plus(Duration.ofMinutes(minutes));
    Request request =
        request(signer("local", "local-secret", "s3tables", signedAt), "GET", CONFIG, "", "");

    if (forbidden) {
      assertThatThrownBy(() -> VERIFIER.verify(request, NOW)).hasMessageContaining("expired");
    } else {
      assertThatCode(() -> VERIFIER.verify(request, NOW)).doesNotThrowAnyException();
    }
  }

  @Test
  void verify_unsigned_isForbidden() {
    Request request =
        new Request(
            "GET", URI.create("/iceberg/v1/config"), "HTTP/1.1", new Headers(), new byte[0], "");

    assertThatThrownBy(() -> VERIFIER.verify(request, NOW))
        .isInstanceOf(ForbiddenException.class)
        .hasMessage("Missing Authentication Token");
  }

  /** The vector "get-vanilla" of AWS's published suite, with its own key, region and service. */
  @Test
  void verify_getVanillaOfAwsSuite_passes() {
    Headers headers = new Headers();
    Map.of(
            "Host", "example.amazonaws.com",
            "X-Amz-Date", "20150830T123600Z",
            "Authorization",
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                    + " SignedHeaders=host;x-amz-date,"
                    + " Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")
        .forEach(headers::add);
    SignatureV4 verifier =
        new SignatureV4(
            "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "us-east-1", "service");
    Request request = new Request("GET", URI.create("/"), "HTTP/1.1", headers, new byte[0], "");

    assertThatCode(() -> verifier.verify(request, Instant.parse("2015-08-30T12:36:00Z")))
        .doesNotThrowAnyException();
  }
}
