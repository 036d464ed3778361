package io.github.otlp2parquet.local.check;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * Invokes the function and waits for its answer, with the last 4 KB of its log.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
final class LambdaApi implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI function;

  /**
   * @param endpoint of the API
   * @param function its name and alias
   */
  LambdaApi(URI endpoint, String function) {
    this.function = endpoint.resolve("/2015-03-31/functions/" + function + "/invocations");
  }

  /**
   * What came of one invocation.
   *
   * @param failed whether it is a function error, or the API refused the event
   * @param log the last lines of the function's log
   */
  record Invocation(boolean failed, String payload, List<String> log, Duration duration) {}

  Invocation invoke(byte[] event) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(function)
            .header("X-Amz-Log-Type", "Tail")
            .POST(BodyPublishers.ofByteArray(event))
            .build();
    long start = System.nanoTime();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    boolean failed =
        answer.statusCode() != 200
            || answer.headers().firstValue("X-Amz-Function-Error").isPresent();
    return new Invocation(failed, answer.body(), log(answer), duration);
  }

  private static List<String> log(HttpResponse<String> answer) {
    byte[] tail =
        answer
            .headers()
            .firstValue("X-Amz-Log-Result")
            .map(Base64.getDecoder()::decode)
            .orElse(new byte[0]);
    return new String(tail, StandardCharsets.UTF_8).lines().toList();
  }

  @Override
  public void close() {
    http.close();
  }
}
