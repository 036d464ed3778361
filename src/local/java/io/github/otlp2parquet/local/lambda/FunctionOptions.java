package io.github.otlp2parquet.local.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How the function runs.
 *
 * @param zip its package
 * @param handler {@code class::method}
 * @param memoryMegabytes heap, metaspace and code cache follow from it, and the whole process may
 *     hold no more
 * @param timeout of one invocation
 * @param environments processes that serve at the same time
 * @param variables its environment beside what Lambda sets
 */
public record FunctionOptions(
    Path zip,
    String handler,
    int memoryMegabytes,
    Duration timeout,
    int environments,
    Map<String, String> variables) {

  /** Copies the variables. */
  public FunctionOptions {
    variables = Map.copyOf(variables);
  }

  /** Returns these options with other variables. */
  public FunctionOptions variables(Map<String, String> others) {
    return new FunctionOptions(zip, handler, memoryMegabytes, timeout, environments, others);
  }

  /** Returns these options with another handler. */
  public FunctionOptions handler(String other) {
    return new FunctionOptions(zip, other, memoryMegabytes, timeout, environments, variables);
  }

  /** Returns these options with another memory size. */
  public FunctionOptions memory(int megabytes) {
    return new FunctionOptions(zip, handler, megabytes, timeout, environments, variables);
  }

  /** Returns these options with another timeout. */
  public FunctionOptions timeout(Duration other) {
    return new FunctionOptions(zip, handler, memoryMegabytes, other, environments, variables);
  }

  /** Returns these options with another number of processes. */
  public FunctionOptions environments(int number) {
    return new FunctionOptions(zip, handler, memoryMegabytes, timeout, number, variables);
  }
}
