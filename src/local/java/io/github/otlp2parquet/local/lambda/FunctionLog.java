package io.github.otlp2parquet.local.lambda;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** The last lines that the function wrote, with Lambda's START, END and REPORT among them. */
public final class FunctionLog {

  private static final int KEPT = 50_000;

  private final Deque<String> lines = new ArrayDeque<>();
  private final Consumer<String> sink;

  /**
   * @param sink told every line at once
   */
  public FunctionLog(Consumer<String> sink) {
    this.sink = sink;
  }

  void add(String line) {
    synchronized (this) {
      if (lines.size() == KEPT) {
        lines.removeFirst();
      }

      lines.addLast(line);
    }

    sink.accept(line);
  }

  /** Returns a copy of the lines kept, oldest first. */
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }
}
