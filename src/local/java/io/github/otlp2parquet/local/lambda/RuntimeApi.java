package io.github.otlp2parquet.local.lambda;

import io.github.otlp2parquet.local.http.Faults;
import io.github.otlp2parquet.local.http.LoopbackServer;
import io.github.otlp2parquet.local.http.Reply;
import io.github.otlp2parquet.local.http.Request;
import io.github.otlp2parquet.local.http.ServerName;
import io.github.otlp2parquet.local.http.Service;
import io.github.otlp2parquet.local.http.Traffic;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's Runtime API for one process: hands out invocations, takes answers. See <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>.
 */
final class RuntimeApi implements Service, AutoCloseable {

  private static final String ROOT = "/2018-06-01/runtime/";

  /** A response may be 100 bytes over the 6 MB of a request. */
  private static final int MAX_RESPONSE_BYTES = InvokeApi.MAX_EVENT_BYTES + 100;

  /** What the process sent for an invocation. */
  record Answer(InvocationResult.Status status, byte[] payload) {}

  private final LoopbackServer server;
  private final Duration timeout;
  private final BlockingQueue<Invocation> next = new LinkedBlockingQueue<>();
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final CountDownLatch initialized = new CountDownLatch(1);
  private volatile long initNanos;
  private volatile @Nullable Invocation current;
  private volatile long handedOutNanos;
  private volatile boolean asking;
  private volatile @Nullable Answer initError;

  private RuntimeApi(LoopbackServer server, Duration timeout) {
    this.server = server;
    this.timeout = timeout;
  }

  static RuntimeApi start(Duration timeout) throws IOException {
    LoopbackServer server =
        LoopbackServer.bind(ServerName.RUNTIME, 0, MAX_RESPONSE_BYTES, new Faults(), new Traffic());
    RuntimeApi api = new RuntimeApi(server, timeout);
    server.serve(api);
    return api;
  }

  String authority() {
    return server.authority();
  }

  void offer(Invocation invocation) {
    answers.clear();
    current = null;
    next.add(invocation);
  }

  /** Waits for the answer to the invocation that was offered last. */
  Optional<Answer> poll(Duration wait) throws InterruptedException {
    return Optional.ofNullable(answers.poll(wait.toNanos(), TimeUnit.NANOSECONDS));
  }

  /** Returns whether the process waits for an invocation. */
  boolean asking() {
    return asking;
  }

  /** Returns whether the process has taken the invocation that was offered last. */
  boolean handedOut() {
    return current != null;
  }

  /** Returns for how long the process has had the invocation. */
  Duration running() {
    return Duration.ofNanos(System.nanoTime() - handedOutNanos);
  }

  /** Returns when the process first asked for an invocation, by {@link System#nanoTime()}. */
  Optional<Long> initializedAtNanos() {
    return initialized.getCount() == 0 ? Optional.of(initNanos) : Optional.empty();
  }

  Optional<Answer> initError() {
    return Optional.ofNullable(initError);
  }

  @Override
  public void close() {
    server.close();
  }

  @Override
  public Reply answer(Request request) throws InterruptedException {
    String path = request.rawPath();
    if (!path.startsWith(ROOT)) {
      return Reply.empty(404);
    }

    String[] parts = path.substring(ROOT.length()).split("/");
    return switch (parts[0]) {
      case "invocation" -> invocation(request, parts);
      case "init" -> {
        initError = new Answer(InvocationResult.Status.UNHANDLED, request.body());
        yield Reply.json(202, "{\"status\":\"OK\"}");
      }
      // With SnapStart the client asks here after beforeCheckpoint; nothing is to be restored.
      case "restore" -> Reply.empty(request.method().equals("GET") ? 200 : 202);
      default -> Reply.empty(404);
    };
  }

  private Reply invocation(Request request, String[] parts) throws InterruptedException {
    if (parts.length == 2 && parts[1].equals("next")) {
      return next();
    }

    Invocation invocation = current;
    if (parts.length != 3 || invocation == null || !parts[1].equals(invocation.requestId())) {
      return Reply.json(400, "{\"errorType\":\"InvalidRequestID\"}");
    }

    boolean response = parts[2].equals("response");
    if (response && request.body().length > MAX_RESPONSE_BYTES) {
      answers.add(
          new Answer(
              InvocationResult.Status.UNHANDLED,
              InvocationResult.error(
                  "Function.ResponseSizeTooLarge",
                  "Response payload size exceeded maximum allowed payload size ("
                      + MAX_RESPONSE_BYTES
                      + " bytes).")));
      return Reply.json(413, "{\"errorType\":\"Function.ResponseSizeTooLarge\"}");
    }

    answers.add(
        new Answer(
            response ? InvocationResult.Status.ANSWERED : InvocationResult.Status.UNHANDLED,
            request.body()));
    return Reply.json(202, "{\"status\":\"OK\"}");
  }

  private Reply next() throws InterruptedException {
    if (initialized.getCount() > 0) {
      initNanos = System.nanoTime();
      initialized.countDown();
    }

    asking = true;
    Invocation invocation = next.take();
    asking = false;
    handedOutNanos = System.nanoTime();
    current = invocation;
    long deadline = System.currentTimeMillis() + timeout.toMillis();
    return Reply.json(200, invocation.event())
        .with("Lambda-Runtime-Aws-Request-Id", invocation.requestId())
        .with("Lambda-Runtime-Deadline-Ms", Long.toString(deadline))
        .with("Lambda-Runtime-Invoked-Function-Arn", InvokeApi.arn(invocation.qualifier()))
        .with("Lambda-Runtime-Trace-Id", traceId());
  }

  private static String traceId() {
    String seconds = Long.toHexString(System.currentTimeMillis() / 1000);
    return "Root=1-" + seconds + "-000000000000000000000000;Sampled=0";
  }
}
