package io.github.otlp2parquet.iceberg;

import static io.github.otlp2parquet.iceberg.LakeStack.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.otlp2parquet.table.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several processes, each with a lake of its own, on the same tables. */
class ManyLakesTest {
  private static final int LAKES = 5;

  private final LakeStack stack = LakeStack.start();

  @AfterEach
  void stop() throws Exception {
    stack.close();
  }

  @Test
  void coldLakes_createOneNamespaceAndTable() throws Exception {
    List<OpenTable> tables = all(lake -> () -> lake.open(Tables.METRICS_SUM, late()));

    assertThat(tables).extracting(OpenTable::uuid).containsOnly(tables.getFirst().uuid());
    assertThat(stack.table("metrics_sum").uuid().toString()).isEqualTo(tables.getFirst().uuid());
  }

  @Test
  void lakes_appendToOneTable_everyRowOnce() throws Exception {
    List<Integer> conflicts =
        all(
            lake ->
                () -> {
                  int sum = 0;
                  for (int i = 0; i < 4; i++) {
                    OpenTable logs = lake.open(Tables.LOGS, late());
                    String key = Integer.toHexString(System.identityHashCode(lake)) + "-" + i;
                    Appended appended = logs.append(key, List.of(file(1)), late());
                    assertThat(appended.duplicate()).isFalse();
                    sum += appended.conflicts();
                  }

                  return sum;
                });

    assertThat(stack.rows("logs")).isEqualTo(4 * LAKES);
    assertThat(stack.keys("logs")).hasSize(4 * LAKES);
    assertThat(conflicts).anyMatch(count -> count > 0);
    assertThat(stack.calls("DELETE")).isEmpty();
  }

  @Test
  void lakes_appendSameKey_oneStoresIt() throws Exception {
    List<Appended> results =
        all(lake -> () -> lake.open(Tables.LOGS, late()).append("key", List.of(file(3)), late()));

    assertThat(results)
        .extracting(Appended::snapshotId)
        .containsOnly(results.getFirst().snapshotId());
    assertThat(results).filteredOn(appended -> !appended.duplicate()).hasSize(1);
    assertThat(stack.rows("logs")).isEqualTo(3);
  }

  @Test
  void oneLake_appendsToSevenTablesAtOnce() throws Exception {
    Lake lake = stack.lake();
    List<Callable<Appended>> appends = new ArrayList<>();
    Tables.ALL.forEach(
        table ->
            appends.add(() -> lake.open(table, late()).append("key", List.of(file(1)), late())));

    assertThat(run(appends)).allMatch(appended -> !appended.duplicate());
    assertThat(Tables.ALL).allMatch(table -> stack.rows(table.name()) == 1);
  }

  private interface Work<T> {
    Callable<T> with(Lake lake);
  }

  private <T> List<T> all(Work<T> work) throws Exception {
    return run(IntStream.range(0, LAKES).mapToObj(i -> work.with(stack.lake())).toList());
  }

  private static <T> List<T> run(List<Callable<T>> work)
      throws InterruptedException, ExecutionException {
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<T> future : threads.invokeAll(work)) {
        results.add(future.get());
      }
    }

    return results;
  }

  private static Instant late() {
    return Instant.now().plusSeconds(60);
  }
}
