package io.github.otlp2parquet.local.lambda;

import io.github.otlp2parquet.local.lambda.InvocationResult.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One process of the function, from its start to its end. Invocations are run one at a time; one
 * that dies, takes too much memory or too much time ends the process.
 */
final class Sandbox implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(20);

  /** Lambda's limit for what runs before the first invocation. */
  private static final Duration INIT_TIMEOUT = Duration.ofSeconds(10);

  private static final Duration END_WAIT = Duration.ofSeconds(2);

  private final FunctionOptions options;
  private final RuntimeApi api;
  private final Process process;
  private final ProcessOutput output;
  private final ProcessMemory memory;
  private final long startNanos = System.nanoTime();
  private boolean initReported;
  private volatile boolean used;

  private Sandbox(FunctionOptions options, RuntimeApi api, Process process, FunctionLog log) {
    this.options = options;
    this.api = api;
    this.process = process;
    this.output = new ProcessOutput(process.getInputStream(), log);
    this.memory = new ProcessMemory(process.pid());
  }

  static Sandbox start(FunctionOptions options, Path work, FunctionLog log) throws IOException {
    RuntimeApi api = RuntimeApi.start(options.timeout());
    try {
      Process process = FunctionProcess.start(options, work, api.authority());
      return new Sandbox(options, api, process, log);
    } catch (IOException e) {
      api.close();
      throw e;
    }
  }

  boolean alive() {
    return process.isAlive();
  }

  long processId() {
    return process.pid();
  }

  /** Returns whether an invocation has been offered, so that an error of the init was told. */
  boolean used() {
    return used;
  }

  void pump() {
    output.pump();
  }

  /** Returns whether the process has asked for its first invocation, or has ended. */
  boolean settled() {
    output.pump();
    return api.initializedAtNanos().isPresent() || !alive();
  }

  /**
   * Runs one invocation.
   *
   * @return empty if the process had ended before it took the invocation, which is then to be run
   *     by another
   */
  Optional<InvocationResult> run(Invocation invocation) throws InterruptedException {
    used = true;
    output.begin();
    output.line("START RequestId: " + invocation.requestId() + " Version: " + invocation.version());
    long offered = System.nanoTime();
    api.offer(invocation);
    Optional<RuntimeApi.Answer> answer = Optional.empty();
    while (answer.isEmpty()) {
      boolean alive = process.isAlive();
      answer = api.poll(POLL);
      output.pump();
      if (memory.peakKilobytes() > options.memoryMegabytes() * 1024L) {
        kill();
        answer = Optional.of(exit("Runtime.OutOfMemory", invocation, "signal: killed"));
      } else if (answer.isEmpty() && !alive) {
        if (!api.handedOut() && api.initializedAtNanos().isPresent()) {
          return Optional.empty();
        }

        answer = Optional.of(ended(invocation));
      } else if (answer.isEmpty() && overdue(offered)) {
        kill();
        answer = Optional.of(timedOut(invocation));
      }
    }

    awaitEnd();
    report(invocation, offered);
    return Optional.of(
        new InvocationResult(
            answer.get().status(),
            invocation.requestId(),
            invocation.version(),
            answer.get().payload(),
            output.end()));
  }

  /**
   * The client still logs an error after it has answered; an invocation ends when it asks again.
   */
  private void awaitEnd() throws InterruptedException {
    long end = System.nanoTime() + END_WAIT.toNanos();
    while (!api.asking() && process.isAlive() && System.nanoTime() < end) {
      Thread.sleep(1);
    }
  }

  private boolean overdue(long offered) {
    if (api.handedOut()) {
      return api.running().compareTo(options.timeout()) > 0;
    }

    Duration waiting = Duration.ofNanos(System.nanoTime() - offered);
    return waiting.compareTo(INIT_TIMEOUT.plus(options.timeout())) > 0;
  }

  private RuntimeApi.Answer ended(Invocation invocation) throws InterruptedException {
    int code = process.waitFor();
    output.pump();
    String how = code > 128 ? "signal: " + signal(code - 128) : "exit status " + code;
    return api.initError().orElseGet(() -> exit("Runtime.ExitError", invocation, how));
  }

  private static String signal(int number) {
    return switch (number) {
      case 6 -> "aborted";
      case 9 -> "killed";
      case 11 -> "segmentation fault";
      case 15 -> "terminated";
      default -> Integer.toString(number);
    };
  }

  private static RuntimeApi.Answer exit(String type, Invocation invocation, String how) {
    String message =
        "RequestId: " + invocation.requestId() + " Error: Runtime exited with error: " + how;
    return new RuntimeApi.Answer(Status.UNHANDLED, InvocationResult.error(type, message));
  }

  private RuntimeApi.Answer timedOut(Invocation invocation) {
    String seconds = String.format(Locale.ROOT, "%.2f", options.timeout().toMillis() / 1000.0);
    String message = "Task timed out after " + seconds + " seconds";
    output.line(Instant.now() + " " + invocation.requestId() + " " + message);
    return new RuntimeApi.Answer(
        Status.UNHANDLED,
        InvocationResult.error(
            "Sandbox.Timedout", "RequestId: " + invocation.requestId() + " Error: " + message));
  }

  private void report(Invocation invocation, long offered) {
    double millis = (api.handedOut() ? api.running().toNanos() : System.nanoTime() - offered) / 1e6;
    String init = "";
    Optional<Long> initialized = api.initializedAtNanos();
    if (initialized.isPresent() && !initReported) {
      initReported = true;
      init =
          String.format(
              Locale.ROOT, "Init Duration: %.2f ms\t", (initialized.get() - startNanos) / 1e6);
    }

    output.line("END RequestId: " + invocation.requestId());
    output.line(
        String.format(
            Locale.ROOT,
            "REPORT RequestId: %s\tDuration: %.2f ms\tBilled Duration: %.0f ms\t"
                + "Memory Size: %d MB\tMax Memory Used: %d MB\t%s",
            invocation.requestId(),
            millis,
            Math.ceil(millis),
            options.memoryMegabytes(),
            memory.peakKilobytes() / 1024,
            init));
  }

  private void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
    output.pump();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close the function's input", e);
    } finally {
      api.close();
      output.pump();
    }
  }
}
