package io.github.otlp2parquet.iceberg;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.apache.iceberg.rest.HTTPRequest;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * Signs catalog requests with Signature Version 4 for the service {@code s3tables}.
 *
 * <p>Unlike for S3, the path is encoded once more in the canonical request: the warehouse's ARN
 * goes over the wire as {@code arn%3Aaws…} and is signed as {@code arn%253Aaws…}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Signature
 *     Version 4</a>
 */
final class RequestSigner {
  private static final String SERVICE = "s3tables";

  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final AwsCredentialsProvider credentials;
  private final String region;

  RequestSigner(AwsCredentialsProvider credentials, String region) {
    this.credentials = credentials;
    this.region = region;
  }

  HttpExecuteRequest sign(HTTPRequest request) {
    String body = request.encodedBody();
    byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
    SdkHttpRequest.Builder plain =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(request.method().name()))
            .uri(request.requestUri())
            .putHeader("Accept-Encoding", "gzip");
    request.headers().entries().forEach(header -> plain.putHeader(header.name(), header.value()));
    if (body != null) {
      plain.putHeader("Content-Length", Integer.toString(bytes.length));
    }

    ContentStreamProvider content = () -> new ByteArrayInputStream(bytes);
    SignedRequest signed =
        signer.sign(
            signing ->
                signing
                    .identity(credentials.resolveCredentials())
                    .request(plain.build())
                    .payload(content)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region));
    HttpExecuteRequest.Builder ready = HttpExecuteRequest.builder().request(signed.request());
    if (body != null) {
      ready.contentStreamProvider(content);
    }

    return ready.build();
  }
}
