package io.github.otlp2parquet.local.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last calls of all servers, oldest first, so that a test can count requests. */
public final class Traffic {

  private static final int KEPT = 10_000;

  private final Deque<Call> calls = new ArrayDeque<>();

  synchronized void add(Call call) {
    if (calls.size() == KEPT) {
      calls.removeFirst();
    }

    calls.addLast(call);
  }

  /** Returns a copy of what is kept, in the order in which the calls ended. */
  public synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  /** Forgets all calls. */
  public synchronized void clear() {
    calls.clear();
  }
}
