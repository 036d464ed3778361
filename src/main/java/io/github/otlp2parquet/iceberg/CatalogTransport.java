package io.github.otlp2parquet.iceberg;

import static java.io.InputStream.nullInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.iceberg.exceptions.RESTException;
import org.apache.iceberg.rest.BaseHTTPClient;
import org.apache.iceberg.rest.ErrorHandler;
import org.apache.iceberg.rest.HTTPHeaders;
import org.apache.iceberg.rest.HTTPRequest;
import org.apache.iceberg.rest.HTTPRequest.HTTPMethod;
import org.apache.iceberg.rest.ImmutableHTTPRequest;
import org.apache.iceberg.rest.RESTClient;
import org.apache.iceberg.rest.RESTResponse;
import org.apache.iceberg.rest.auth.AuthSession;
import org.apache.iceberg.rest.responses.ErrorResponse;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Sends a catalog request once, signed, and gives up at the {@link Deadline}.
 *
 * <p>Iceberg's own {@code HTTPClient} cannot be used: it sends a POST that was answered with 429,
 * or with 503 and Retry-After, again at least once, so that a commit which was applied comes back
 * as a conflict; and it knows only one timeout for all requests.
 */
final class CatalogTransport extends BaseHTTPClient {
  private static final int MESSAGE_LIMIT = 300;

  /** A lost answer is given up early enough to find out what became of the request. */
  private static final Duration SLOWEST = Duration.ofSeconds(15);

  private final SdkHttpClient http;
  private final RequestSigner signer;
  private final URI catalog;

  CatalogTransport(SdkHttpClient http, RequestSigner signer, URI catalog) {
    this.http = http;
    this.signer = signer;
    this.catalog = catalog;
  }

  /** Every request is signed here, whatever the session: the catalog knows one identity. */
  @Override
  public RESTClient withAuthSession(AuthSession session) {
    return this;
  }

  @Override
  protected HTTPRequest buildRequest(
      HTTPMethod method,
      String path,
      @Nullable Map<String, String> query,
      @Nullable Map<String, String> headers,
      @Nullable Object body) {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.put("Accept", "application/json");
    all.put("Content-Type", "application/json");
    all.putAll(headers == null ? Map.of() : headers);
    return ImmutableHTTPRequest.builder()
        .baseUri(catalog)
        .method(method)
        .path(path)
        .queryParameters(query == null ? Map.of() : query)
        .headers(HTTPHeaders.of(all))
        .body(body)
        .build();
  }

  @Override
  protected <T extends RESTResponse> @Nullable T execute(
      HTTPRequest request,
      @Nullable Class<T> type,
      Consumer<ErrorResponse> onError,
      Consumer<Map<String, String>> onHeaders) {
    Answer answer = send(request);
    onHeaders.accept(answer.headers);
    if (answer.status == 204 || answer.status == 304) {
      return null;
    }

    if (answer.status / 100 != 2) {
      onError.accept(errorOf(answer, onError));
      throw new RESTException("Unhandled error: %s", answer.status);
    }

    if (type == null) {
      return null;
    }

    try {
      return request.mapper().readerFor(type).readValue(answer.body);
    } catch (IOException unreadable) {
      throw new RESTException(unreadable, "Cannot read the catalog's answer: %s", request.path());
    }
  }

  private Answer send(HTTPRequest request) {
    Duration left = Collections.min(List.of(Deadline.left(), SLOWEST));
    if (!left.isPositive()) {
      throw new RESTException("Cannot reach the catalog: no time left");
    }

    ExecutableHttpRequest call = http.prepareRequest(signer.sign(request));
    FutureTask<Answer> answer = new FutureTask<>(() -> Answer.of(call.call()));
    Thread.startVirtualThread(answer);
    try {
      return answer.get(left.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw aborted(call, answer, interrupt, "interrupted");
    } catch (TimeoutException late) {
      throw aborted(call, answer, late, "no answer in " + left.toMillis() + " ms");
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      throw new RESTException(cause, "Cannot reach the catalog: %s", cause);
    }
  }

  private static RESTException aborted(
      ExecutableHttpRequest call, Future<?> answer, Exception cause, String reason) {
    call.abort();
    answer.cancel(true);
    return new RESTException(cause, "Cannot reach the catalog: %s", reason);
  }

  /**
   * Only the first line of the catalog's message is kept: after a wrong signature, AWS repeats the
   * request's headers in the lines below, the session token among them.
   */
  private static ErrorResponse errorOf(Answer answer, Consumer<ErrorResponse> onError) {
    String text = new String(answer.body, StandardCharsets.UTF_8);
    ErrorResponse error =
        onError instanceof ErrorHandler handler
            ? handler.parseResponse(answer.status, text)
            : ErrorResponse.builder().responseCode(answer.status).withMessage(text).build();
    String message = error.message() == null ? "" : error.message();
    String line = message.replace("\\n", "\n").lines().findFirst().orElse("");
    return ErrorResponse.builder()
        .responseCode(answer.status)
        .withType(error.type())
        .withMessage(line.substring(0, Math.min(line.length(), MESSAGE_LIMIT)))
        .build();
  }

  /** The HTTP client belongs to the lake, which closes it. */
  @Override
  public void close() {}

  /** A whole answer, so that the deadline holds for its body too. */
  private record Answer(int status, Map<String, String> headers, byte[] body) {

    static Answer of(HttpExecuteResponse response) throws IOException {
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      response
          .httpResponse()
          .forEachHeader((name, values) -> headers.put(name, String.join(",", values)));
      try (InputStream body =
          response.responseBody().<InputStream>map(stream -> stream).orElse(nullInputStream())) {
        boolean gzip = "gzip".equalsIgnoreCase(headers.get("Content-Encoding"));
        InputStream plain = gzip ? new GZIPInputStream(body) : body;
        return new Answer(response.httpResponse().statusCode(), headers, plain.readAllBytes());
      }
    }
  }
}
