package io.github.otlp2parquet.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Waits for what runs side by side. */
final class Joined {
  private Joined() {}

  /** The results of all; if one fails, its exception, but not before all are over. */
  static <T> List<T> all(List<Future<T>> futures) {
    List<T> results = new ArrayList<>();
    Throwable failure = null;
    boolean interrupted = false;
    for (Future<T> future : futures) {
      boolean done = false;
      while (!done) {
        try {
          results.add(future.get());
          done = true;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          failure = first(failure, e.getCause());
          done = true;
        } catch (CancellationException e) {
          failure = first(failure, e);
          done = true;
        }
      }
    }

    if (interrupted) {
      Thread.currentThread().interrupt();
    }

    if (failure != null) {
      throw unchecked(failure);
    }

    return results;
  }

  private static Throwable first(@Nullable Throwable earlier, @Nullable Throwable later) {
    Throwable cause = later == null ? new IllegalStateException("Failed without a cause") : later;
    if (earlier == null) {
      return cause;
    }

    earlier.addSuppressed(cause);
    return earlier;
  }

  private static RuntimeException unchecked(Throwable failure) {
    return switch (failure) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> new IllegalStateException(failure);
    };
  }
}
