package io.github.otlp2parquet.local.lambda;

import io.github.otlp2parquet.local.lambda.InvocationResult.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One execution environment: it takes one invocation after the other from the queue and replaces a
 * process that has ended when the next one comes.
 */
final class Environment implements AutoCloseable {

  private static final long PUMP_MILLIS = 20;

  private final FunctionOptions options;
  private final Path work;
  private final BlockingQueue<Invocation> queue;
  private final FunctionLog log;
  private final Thread thread;
  private volatile @Nullable Sandbox sandbox;
  private volatile boolean closed;

  private Environment(
      int number,
      FunctionOptions options,
      Path work,
      BlockingQueue<Invocation> queue,
      FunctionLog log) {
    this.options = options;
    this.work = work;
    this.queue = queue;
    this.log = log;
    this.thread = Thread.ofPlatform().daemon().name("environment-" + number).unstarted(this::serve);
  }

  static Environment start(
      int number,
      FunctionOptions options,
      Path work,
      BlockingQueue<Invocation> queue,
      FunctionLog log)
      throws IOException {
    Environment environment = new Environment(number, options, work, queue, log);
    if (number == 0) {
      environment.sandbox = Sandbox.start(options, work, log);
    }

    environment.thread.start();
    return environment;
  }

  private void serve() {
    try {
      while (!closed) {
        Invocation invocation = queue.poll(PUMP_MILLIS, TimeUnit.MILLISECONDS);
        if (invocation != null) {
          complete(invocation);
        } else {
          pump();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Between invocations the process may still write, of its init for one. */
  private void pump() {
    Sandbox running = sandbox;
    if (running != null) {
      running.pump();
    }
  }

  private void complete(Invocation invocation) throws InterruptedException {
    try {
      Optional<InvocationResult> result = Optional.empty();
      while (result.isEmpty()) {
        result = running().run(invocation);
      }

      invocation.result().complete(result.get());
    } catch (IOException e) {
      byte[] error = InvocationResult.error("Runtime.ExitError", "Cannot start: " + e.getMessage());
      invocation
          .result()
          .complete(
              new InvocationResult(
                  Status.UNHANDLED, invocation.requestId(), invocation.version(), error, ""));
    } catch (RuntimeException e) {
      invocation.result().completeExceptionally(e);
    }
  }

  private Sandbox running() throws IOException {
    Sandbox last = sandbox;
    if (last != null && (last.alive() || !last.used())) {
      return last;
    } else if (last != null) {
      last.close();
    }

    Sandbox started = Sandbox.start(options, work, log);
    sandbox = started;
    return started;
  }

  void awaitInit(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    Sandbox first = sandbox;
    while (first != null && !first.settled() && System.nanoTime() < end) {
      Thread.sleep(5);
    }
  }

  Optional<Long> processId() {
    Sandbox running = sandbox;
    return running != null && running.alive() ? Optional.of(running.processId()) : Optional.empty();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    Sandbox last = sandbox;
    if (last != null) {
      last.close();
    }
  }
}
