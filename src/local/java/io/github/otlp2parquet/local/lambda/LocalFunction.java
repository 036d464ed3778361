package io.github.otlp2parquet.local.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The function with its environments; invocations wait in one queue for a free environment. */
public final class LocalFunction implements AutoCloseable {

  private final FunctionLog log;
  private final BlockingQueue<Invocation> queue = new LinkedBlockingQueue<>();
  private final List<Environment> environments = new ArrayList<>();

  private LocalFunction(FunctionLog log) {
    this.log = log;
  }

  /**
   * Unpacks the zip and starts the first environment's process; the others start with their first
   * invocation.
   *
   * @param work an empty directory
   */
  public static LocalFunction start(FunctionOptions options, Path work, FunctionLog log)
      throws IOException {
    FunctionZip.unpack(options.zip(), Files.createDirectories(work.resolve("task")));
    LocalFunction function = new LocalFunction(log);
    for (int i = 0; i < options.environments(); i++) {
      function.environments.add(Environment.start(i, options, work, function.queue, log));
    }

    return function;
  }

  /** Runs one invocation on {@code live} and waits for its end. */
  public InvocationResult invoke(byte[] event) throws InterruptedException {
    return invoke(event, "live");
  }

  InvocationResult invoke(byte[] event, String qualifier) throws InterruptedException {
    Invocation invocation = Invocation.of(event, qualifier);
    queue.add(invocation);
    try {
      return invocation.result().get();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("Cannot run the function", e.getCause());
    }
  }

  /** Waits until the first process asks for invocations or has ended. */
  public void awaitInit(Duration limit) throws InterruptedException {
    environments.getFirst().awaitInit(limit);
  }

  /** Returns the processes that run, first environment first. */
  public List<Long> processes() {
    return environments.stream().flatMap(e -> e.processId().stream()).toList();
  }

  /** Returns what the function logged. */
  public FunctionLog log() {
    return log;
  }

  @Override
  public void close() {
    environments.forEach(Environment::close);
  }
}
