package io.github.otlp2parquet.ingest;

import io.github.otlp2parquet.iceberg.Lake;
import io.github.otlp2parquet.iceberg.OpenTable;
import io.github.otlp2parquet.table.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** The tables that a request needs, opened in the background. */
final class OpeningTables {
  private final Lake lake;
  private final ExecutorService threads;
  private final Instant deadline;
  private final Map<Table, Future<OpenTable>> started = new HashMap<>();

  OpeningTables(Lake lake, ExecutorService threads, Instant deadline) {
    this.lake = lake;
    this.threads = threads;
    this.deadline = deadline;
  }

  /** Starts to open a table; again does nothing. */
  void start(Table table) {
    started.computeIfAbsent(table, t -> threads.submit(() -> lake.open(t, deadline)));
  }

  /** Waits for a table, opening it if need be. */
  OpenTable await(Table table) {
    start(table);
    return Joined.all(List.of(started.get(table))).getFirst();
  }
}
