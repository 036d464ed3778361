package io.github.otlp2parquet.iceberg;

import static io.github.otlp2parquet.iceberg.LakeStack.commit;
import static io.github.otlp2parquet.iceberg.LakeStack.file;
import static io.github.otlp2parquet.iceberg.LakeStack.put;
import static io.github.otlp2parquet.iceberg.LakeStack.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.otlp2parquet.local.http.Call;
import io.github.otlp2parquet.local.http.Fault;
import io.github.otlp2parquet.local.http.ServerName;
import io.github.otlp2parquet.table.Tables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.iceberg.DataFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppendTest {
  private static final String LOGS = "logs";

  private final LakeStack stack = LakeStack.start();
  private final Lake lake = stack.lake();

  @BeforeEach
  void createTables() {
    lake.open(Tables.LOGS, soon());
  }

  @AfterEach
  void stop() throws Exception {
    stack.close();
  }

  @Test
  void append_warm_isFourRequestsInTwoSteps() {
    append("cold", 1);
    stack.traffic.clear();
    stack.faults.times(3, put(""), new Fault.Delay(Duration.ofMillis(500)));

    append("warm", 2);

    List<Call> calls = stack.traffic.calls();
    List<Call> uploads = calls.subList(0, 3);
    Call commit = calls.getLast();
    assertThat(calls).hasSize(4);
    assertThat(uploads).allMatch(call -> call.server() == ServerName.S3 && call.status() == 200);
    assertThat(uploads)
        .extracting(
            call -> call.target().replaceAll(".*/(data|metadata/snap|metadata)[/-].*", "$1"))
        .containsExactlyInAnyOrder("data", "metadata", "metadata/snap");
    long lastStart = uploads.stream().mapToLong(Call::startNanos).max().orElseThrow();
    long firstEnd = uploads.stream().mapToLong(Call::endNanos).min().orElseThrow();
    assertThat(lastStart).isLessThan(firstEnd);
    assertThat(commit.method()).isEqualTo("POST");
    assertThat(commit.startNanos())
        .isGreaterThan(uploads.stream().mapToLong(Call::endNanos).max().orElseThrow());
    assertThat(stack.rows(LOGS)).isEqualTo(3);
  }

  @Test
  void append_manyTimes_readsNoManifestListAgain() {
    for (int i = 0; i < 5; i++) {
      append("key" + i, 1);
    }

    assertThat(stack.calls("GET")).noneMatch(call -> call.server() == ServerName.S3);
    assertThat(stack.rows(LOGS)).isEqualTo(5);
  }

  @Test
  void dataFile_namesDayKeyAndSortOrder() {
    lake.open(Tables.LOGS, soon()).append("0123456789abcdef0123", List.of(file(7)), soon());

    DataFile file = stack.dataFiles(LOGS).getFirst();
    assertThat(file.location())
        .startsWith(stack.table(LOGS).location() + "/data/time_day=2026-11-23/0123456789abcdef-")
        .endsWith(".parquet");
    assertThat(file.partition().get(0, Integer.class)).isEqualTo(LakeStack.DAY);
    assertThat(file.recordCount()).isEqualTo(7);
    assertThat(file.sortOrderId()).isEqualTo(stack.table(LOGS).sortOrder().orderId());
    assertThat(file.splitOffsets()).containsExactly(4L);
    assertThat(stack.table(LOGS).currentSnapshot().summary())
        .containsEntry("otlp2parquet.key", "0123456789abcdef0123")
        .containsEntry("otlp2parquet.records", "7");
  }

  @Test
  void append_severalDays_isOneSnapshot() {
    OpenTable logs = lake.open(Tables.LOGS, soon());

    logs.append("days", List.of(file(LakeStack.DAY, 1), file(LakeStack.DAY - 1, 2)), soon());

    assertThat(stack.rows(LOGS)).isEqualTo(3);
    assertThat(stack.keys(LOGS)).containsExactly("days");
  }

  @Test
  void repeat_inSameProcess_isDuplicateWithoutRequest() {
    Appended first = append("key", 3);
    stack.traffic.clear();

    OpenTable logs = lake.open(Tables.LOGS, soon());
    Optional<Appended> found = logs.find("key");
    Appended repeated = logs.append("key", List.of(file(3)), soon());

    assertThat(found).contains(new Appended(first.snapshotId(), true, 0, 0));
    assertThat(repeated).isEqualTo(found.orElseThrow());
    assertThat(stack.traffic.calls()).isEmpty();
    assertThat(stack.rows(LOGS)).isEqualTo(3);
  }

  @Test
  void repeat_onStaleMetadata_isDuplicate() {
    Lake other = stack.lake();
    OpenTable stale = other.open(Tables.LOGS, soon());
    Appended first = append("key", 3);

    assertThat(stale.find("key")).isEmpty();
    Appended repeated = stale.append("key", List.of(file(3)), soon());

    assertThat(repeated).isEqualTo(new Appended(first.snapshotId(), true, 2, 1));
    assertThat(stack.rows(LOGS)).isEqualTo(3);
  }

  @Test
  void conflict_reusesUploadedFiles_andNextOpenReloads() {
    Lake other = stack.lake();
    OpenTable stale = other.open(Tables.LOGS, soon());
    append("first", 1);
    stack.traffic.clear();

    Appended second = stale.append("second", List.of(file(2)), soon());

    assertThat(second.attempts()).isEqualTo(2);
    assertThat(second.conflicts()).isEqualTo(1);
    assertThat(stack.calls("PUT")).filteredOn(call -> call.target().contains("/data/")).hasSize(1);
    assertThat(stack.keys(LOGS)).containsExactlyInAnyOrder("first", "second");
    stack.traffic.clear();
    other.open(Tables.LOGS, soon());
    assertThat(stack.traffic.calls()).extracting(Call::method).containsExactly("GET");
  }

  @Test
  void open_afterFiveSeconds_reloads() throws InterruptedException {
    append("first", 1);
    lake.open(Tables.LOGS, soon());
    stack.traffic.clear();
    Thread.sleep(Duration.ofMillis(5_200));

    lake.open(Tables.LOGS, soon());

    assertThat(stack.traffic.calls()).extracting(Call::status).containsExactly(200);
  }

  @Test
  void upload_fails_commitIsNotPosted() {
    stack.faults.always(put("/data/"), new Fault.Refuse(403));
    stack.traffic.clear();

    assertThatThrownBy(() -> append("key", 1))
        .isInstanceOfSatisfying(
            LakeException.class, failure -> assertThat(failure.refused()).isTrue())
        .hasMessageStartingWith(
            "Cannot append to table otel.logs: a file cannot be uploaded: Injected fault");
    assertThat(stack.calls("POST")).isEmpty();

    stack.faults.clear();
    assertThat(append("key", 1).duplicate()).isFalse();
    assertThat(stack.rows(LOGS)).isEqualTo(1);
  }

  @Test
  void upload_ofAnotherTable_isNotWaitedFor() {
    OpenTable traces = lake.open(Tables.TRACES, soon());
    String tracesBucket = stack.table("traces").location().substring("s3://".length());
    stack.faults.once(put(tracesBucket), new Fault.Delay(Duration.ofSeconds(8)));
    CompletableFuture<Appended> slow =
        CompletableFuture.supplyAsync(() -> traces.append("slow", List.of(file(1)), soon()));

    Appended quick = append("quick", 1);

    assertThat(slow).isNotDone();
    assertThat(quick.duplicate()).isFalse();
    assertThat(slow.join().duplicate()).isFalse();
    assertThat(stack.rows("traces")).isEqualTo(1);
  }

  @Test
  void commit_refused_isPostedOnce() {
    stack.faults.always(commit(), new Fault.Refuse(403));
    stack.traffic.clear();

    assertThatThrownBy(() -> append("key", 1))
        .isInstanceOfSatisfying(
            LakeException.class, failure -> assertThat(failure.refused()).isTrue())
        .hasMessage("Cannot append to table otel.logs: Forbidden: Injected fault");
    assertThat(stack.calls("POST")).hasSize(1);
  }

  @Test
  void commit_answerLost_isPostedOnce() {
    stack.faults.once(commit(), new Fault.ApplyThenDrop());
    stack.traffic.clear();

    Appended appended = append("key", 1);

    assertThat(appended.attempts()).isEqualTo(2);
    assertThat(stack.calls("POST")).extracting(Call::status).containsExactly(0);
  }

  @Test
  void commit_neverAnswered_endsByDeadline() {
    stack.faults.always(commit(), new Fault.Refuse(503));
    OpenTable logs = lake.open(Tables.LOGS, soon());
    long start = System.nanoTime();

    assertThatThrownBy(() -> logs.append("key", List.of(file(1)), in(3)))
        .isInstanceOfSatisfying(
            LakeException.class, failure -> assertThat(failure.refused()).isFalse())
        .hasMessageContaining("time ran out");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(3_500));
  }

  @Test
  void commit_appliedAfterDeadline_isFoundByRepeat() throws InterruptedException {
    stack.faults.once(commit(), new Fault.Delay(Duration.ofSeconds(3)));
    OpenTable logs = lake.open(Tables.LOGS, soon());

    assertThatThrownBy(() -> logs.append("key", List.of(file(1)), in(2)))
        .isInstanceOf(LakeException.class);
    Thread.sleep(Duration.ofSeconds(3));
    Appended repeated = append("key", 1);

    assertThat(repeated.duplicate()).isTrue();
    assertThat(stack.rows(LOGS)).isEqualTo(1);
  }

  @Test
  void commit_appliedAfterLaterAttempt_isRefusedByCatalog() throws InterruptedException {
    OpenTable logs = lake.open(Tables.LOGS, soon());
    stack.faults.once(commit(), new Fault.Delay(Duration.ofSeconds(4)));

    assertThatThrownBy(() -> logs.append("key", List.of(file(1)), in(2)))
        .isInstanceOf(LakeException.class);
    Appended repeated = append("key", 1);
    Thread.sleep(Duration.ofSeconds(4));

    assertThat(repeated.duplicate()).isFalse();
    assertThat(stack.rows(LOGS)).isEqualTo(1);
    assertThat(stack.keys(LOGS)).isEqualTo(Set.of("key"));
  }

  @Test
  void interrupt_endsAppend() throws InterruptedException {
    stack.faults.once(commit(), new Fault.Delay(Duration.ofSeconds(10)));
    OpenTable logs = lake.open(Tables.LOGS, soon());
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread thread =
        Thread.startVirtualThread(
            () -> {
              try {
                logs.append("key", List.of(file(1)), soon());
              } catch (LakeException failure) {
                interrupted.complete(Thread.currentThread().isInterrupted());
              }
            });
    while (stack.calls("PUT").size() < 3) {
      Thread.sleep(50);
    }

    thread.interrupt();

    assertThat(interrupted.join()).isTrue();
    assertThat(thread.join(Duration.ofSeconds(2))).isTrue();
  }

  private Appended append(String key, long rows) {
    return lake.open(Tables.LOGS, soon()).append(key, List.of(file(rows)), soon());
  }

  private static Instant in(int seconds) {
    return Instant.now().plusSeconds(seconds);
  }
}
