package io.github.otlp2parquet.local.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * The faults that a test wants. Rules are asked in the order in which they were added; every delay
 * that matches is served, and the first other fault that matches decides.
 */
public final class Faults {

  /**
   * What a rule sees of a request before it is answered.
   *
   * @param target path and query as they are on the wire
   */
  public record Target(ServerName server, String method, String target) {}

  private final List<Rule> rules = new CopyOnWriteArrayList<>();

  /** Adds a rule for every request that matches. */
  public Rule always(Predicate<Target> when, Fault fault) {
    return times(Integer.MAX_VALUE, when, fault);
  }

  /** Adds a rule for the next request that matches. */
  public Rule once(Predicate<Target> when, Fault fault) {
    return times(1, when, fault);
  }

  /** Adds a rule for the next {@code times} requests that match. */
  public Rule times(int times, Predicate<Target> when, Fault fault) {
    Rule rule = new Rule(when, fault, times);
    rules.add(rule);
    return rule;
  }

  /** Removes all rules. */
  public void clear() {
    rules.clear();
  }

  /** Returns the faults for one request: delays first, then at most one of another kind. */
  List<Fault> take(Target target) {
    List<Fault> taken = new ArrayList<>();
    Optional<Fault> decision = Optional.empty();
    for (Rule rule : rules) {
      boolean delays = rule.fault instanceof Fault.Delay;
      if ((delays || decision.isEmpty()) && rule.when.test(target) && rule.use()) {
        if (delays) {
          taken.add(rule.fault);
        } else {
          decision = Optional.of(rule.fault);
        }
      }
    }

    decision.ifPresent(taken::add);
    return taken;
  }

  /** One rule, with the number of requests it has met. */
  public static final class Rule {
    private final Predicate<Target> when;
    private final Fault fault;
    private final int times;
    private int hits;

    private Rule(Predicate<Target> when, Fault fault, int times) {
      this.when = when;
      this.fault = fault;
      this.times = times;
    }

    private synchronized boolean use() {
      if (hits >= times) {
        return false;
      }

      hits++;
      return true;
    }

    /** Returns how many requests have met this fault. */
    public synchronized int hits() {
      return hits;
    }
  }
}
