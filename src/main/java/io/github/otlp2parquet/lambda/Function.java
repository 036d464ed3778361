package io.github.otlp2parquet.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.github.otlp2parquet.ingest.Failure;
import io.github.otlp2parquet.ingest.Outcome;
import io.github.otlp2parquet.ingest.Telemetry;
import io.github.otlp2parquet.otlp.Body;
import io.github.otlp2parquet.otlp.Encoding;
import io.github.otlp2parquet.otlp.MalformedRequestException;
import io.github.otlp2parquet.otlp.OtlpReply;
import io.github.otlp2parquet.otlp.Signal;
import io.github.otlp2parquet.otlp.TooLargeException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * One invocation: tells what the event is, has its telemetry stored, and answers as its kind wants
 * it. An HTTP request is always answered; a direct invoke that fails is a function error.
 */
final class Function {
  /** What is left for an answer when the last attempt at a commit has been given up. */
  private static final long MARGIN_MILLIS = 1_500;

  /**
   * The Collector waits at least so long; a catalog that throttles has recovered by then or not.
   */
  private static final String RETRY_AFTER_SECONDS = "5";

  private static final String OUT_OF_MEMORY =
      "Cannot take the request: it needs more memory than the function has";

  private static final String HEALTH = "/health";

  private final int maxBodyBytes;
  private final BiFunction<Telemetry, Instant, Outcome> ingest;
  private final Consumer<String> log;

  /**
   * @param ingest stores telemetry until a deadline
   * @param log takes one line for each invocation
   */
  Function(int maxBodyBytes, BiFunction<Telemetry, Instant, Outcome> ingest, Consumer<String> log) {
    this.maxBodyBytes = maxBodyBytes;
    this.ingest = ingest;
    this.log = log;
  }

  /**
   * Handles an event and writes its answer.
   *
   * @throws MalformedRequestException if the event is of no known kind, or directly invoked with
   *     what is no OTLP; what else {@code ingest} throws for a direct invoke comes through too
   */
  void handle(byte[] event, Context context, OutputStream output) throws IOException {
    RequestLog line = new RequestLog(context.getAwsRequestId(), event.length);
    Instant deadline = deadline(context.getRemainingTimeInMillis());
    try {
      switch (EventReader.read(event)) {
        case OtlpEvent otlp -> {
          line.event("direct");
          byte[] body = Body.inflate(event, null, maxBodyBytes);
          Telemetry telemetry = new Telemetry(otlp.signal(), Encoding.JSON, body);
          DirectAnswer.write(store(telemetry, deadline, line), output);
        }
        case HttpEvent http -> {
          line.event(http.front().label());
          HttpReply reply = answer(http, deadline, line);
          line.answered(reply.status());
          reply.write(http.front(), output);
        }
      }
    } catch (RuntimeException | Error e) {
      Failure failure = Failure.of(e);
      line.failed(failure, e);
      throw survivable(e, failure);
    } finally {
      log.accept(line.line());
    }
  }

  /**
   * What a direct invoke fails with. The runtime ends the process for an error of the virtual
   * machine; these two are one request's, and the next may pass.
   */
  private static RuntimeException survivable(Throwable thrown, Failure failure) {
    return switch (thrown) {
      case OutOfMemoryError error when failure == Failure.TOO_LARGE ->
          new TooLargeException(OUT_OF_MEMORY, error);
      case StackOverflowError error ->
          new IllegalStateException("Cannot store the request: the stack overflows", error);
      case RuntimeException exception -> exception;
      case Error error -> throw error;
      default -> new IllegalStateException("No other is unchecked", thrown);
    };
  }

  private HttpReply answer(HttpEvent request, Instant deadline, RequestLog line) {
    String path = withoutTrailingSlashes(request.path());
    if (path.endsWith(HEALTH)) {
      return request.method().equals("GET")
          ? HttpReply.healthy()
          : methodNotAllowed(request, "GET", line);
    }
    for (Signal signal : Signal.values()) {
      if (path.endsWith(signal.path())) {
        return request.method().equals("POST")
            ? export(signal, request, deadline, line)
            : methodNotAllowed(request, "POST", line);
      }
    }
    return failed(
        Failure.NOT_FOUND,
        replyEncoding(request),
        "No such path: there are /v1/logs, /v1/traces, /v1/metrics and /health",
        line);
  }

  private HttpReply export(Signal signal, HttpEvent request, Instant deadline, RequestLog line) {
    Optional<MediaType> mediaType = MediaType.of(request.contentType());
    if (mediaType.isEmpty()) {
      String message = "Cannot take this Content-Type: " + MediaType.ACCEPTED;
      return failed(Failure.UNSUPPORTED_MEDIA_TYPE, Encoding.JSON, message, line);
    }

    Encoding encoding = mediaType.get().encoding();
    try {
      byte[] body = request.inflatedBody(encoding, maxBodyBytes);
      if (body.length == 0 && mediaType.get() == MediaType.JSON) {
        throw new MalformedRequestException("Cannot decode " + signal.label() + ": no JSON at all");
      }
      Outcome outcome = store(new Telemetry(signal, encoding, body), deadline, line);
      String message = PartialSuccess.message(outcome);
      return HttpReply.of(200, OtlpReply.exported(signal, encoding, outcome.rejected(), message));
    } catch (RuntimeException | Error e) {
      return failed(e, encoding, line);
    }
  }

  private Outcome store(Telemetry telemetry, Instant deadline, RequestLog line) {
    line.decoded(telemetry);
    Outcome outcome = ingest.apply(telemetry, deadline);
    line.stored(outcome);
    return outcome;
  }

  private static HttpReply methodNotAllowed(HttpEvent request, String allowed, RequestLog line) {
    HttpReply reply =
        failed(
            Failure.METHOD_NOT_ALLOWED,
            replyEncoding(request),
            "Cannot take this method: the path takes " + allowed,
            line);
    return new HttpReply(reply.status(), reply.content(), Map.of("Allow", allowed));
  }

  private static HttpReply failed(Throwable thrown, Encoding encoding, RequestLog line) {
    Failure failure = Failure.of(thrown);
    line.failed(failure, thrown);
    return reply(failure, encoding, messageToSender(failure, thrown, line.requestId()));
  }

  private static HttpReply failed(
      Failure failure, Encoding encoding, String message, RequestLog line) {
    line.failed(failure, message);
    return reply(failure, encoding, message);
  }

  private static HttpReply reply(Failure failure, Encoding encoding, String message) {
    OtlpReply content =
        failure == Failure.MALFORMED
            ? OtlpReply.badRequest(encoding, message)
            : OtlpReply.failed(encoding, failure.rpcCode(), message);
    Map<String, String> headers =
        failure.isRetryable() ? Map.of("Retry-After", RETRY_AFTER_SECONDS) : Map.of();
    return new HttpReply(failure.httpStatus(), content, headers);
  }

  /** What is not the sender's concern (names of buckets, of classes) stays in the log. */
  private static String messageToSender(Failure failure, Throwable thrown, String requestId) {
    if (failure.isRetryable()) {
      return "Cannot store the request now, send it again: the log of request "
          + requestId
          + " has why";
    }
    return thrown instanceof MalformedRequestException || thrown instanceof TooLargeException
        ? String.valueOf(thrown.getMessage())
        : OUT_OF_MEMORY;
  }

  private static Encoding replyEncoding(HttpEvent request) {
    return MediaType.of(request.contentType()).map(MediaType::encoding).orElse(Encoding.JSON);
  }

  /** Half of the time if it is very short, so that an attempt is made at all. */
  private static Instant deadline(int remainingMillis) {
    return Instant.now().plusMillis(remainingMillis - Math.min(MARGIN_MILLIS, remainingMillis / 2));
  }

  private static String withoutTrailingSlashes(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }
}
