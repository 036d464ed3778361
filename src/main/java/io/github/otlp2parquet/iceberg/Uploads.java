package io.github.otlp2parquet.iceberg;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.http.ContentStreamProvider;

/**
 * The files of one append on their way up, all at the same time. A commit of another append never
 * sees them, and {@link #close} stops what is still under way.
 */
final class Uploads implements AutoCloseable {
  private final ObjectStore store;
  private final String what;
  private final Instant deadline;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> pending = new ArrayList<>();

  Uploads(ObjectStore store, String what, Instant deadline) {
    this.store = store;
    this.what = what;
    this.deadline = deadline;
  }

  /** Starts an upload. Iceberg writes manifests on threads of its own, so from any thread. */
  synchronized void start(String location, ContentStreamProvider content, long bytes) {
    pending.add(
        threads.submit(
            () -> {
              store.put(location, content, bytes, left());
              return location;
            }));
  }

  /**
   * Returns when every file that was started is in the store.
   *
   * @throws LakeException if one could not be stored or the deadline passed
   */
  synchronized void await() {
    for (Future<?> upload : pending) {
      await(upload);
    }

    pending.clear();
  }

  private void await(Future<?> upload) {
    try {
      upload.get(left().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw LakeException.of(what + ": a file cannot be uploaded", upload.exceptionNow());
    } catch (TimeoutException late) {
      throw LakeException.passing(what + ": time ran out", late);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw LakeException.passing(what + ": interrupted", interrupt);
    }
  }

  private Duration left() {
    return Duration.between(Instant.now(), deadline);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
