package io.github.otlp2parquet.iceberg;

import static io.github.otlp2parquet.iceberg.LakeStack.commit;
import static io.github.otlp2parquet.iceberg.LakeStack.create;
import static io.github.otlp2parquet.iceberg.LakeStack.file;
import static io.github.otlp2parquet.iceberg.LakeStack.load;
import static io.github.otlp2parquet.iceberg.LakeStack.put;
import static io.github.otlp2parquet.iceberg.LakeStack.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.otlp2parquet.local.http.Fault;
import io.github.otlp2parquet.local.http.Faults.Target;
import io.github.otlp2parquet.local.http.ServerName;
import io.github.otlp2parquet.table.Tables;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer may be lost, at every step, and no row is lost or stored twice for it. */
class LostAnswerTest {
  private static final List<Fault> FAULTS =
      List.of(
          new Fault.Drop(),
          new Fault.ApplyThenDrop(),
          new Fault.Refuse(429),
          new Fault.Refuse(500),
          new Fault.Refuse(503),
          new Fault.ApplyThenRefuse(500),
          new Fault.ApplyThenRefuse(502),
          new Fault.ApplyThenRefuse(503),
          new Fault.ApplyThenRefuse(504));

  private final LakeStack stack = LakeStack.start();
  private final Lake lake = stack.lake();

  @AfterEach
  void stop() throws Exception {
    stack.close();
  }

  static Stream<Arguments> everyFaultEverywhere() {
    Stream<Arguments> conflicts =
        Stream.of(new Fault.Refuse(409), new Fault.ApplyThenRefuse(409))
            .map(fault -> Arguments.of("commit", commit(), fault));
    return Stream.concat(
        conflicts,
        FAULTS.stream()
            .flatMap(
                fault ->
                    Stream.of(
                        Arguments.of("commit", commit(), fault),
                        Arguments.of("create", create(), fault),
                        Arguments.of("namespace", namespace(), fault),
                        Arguments.of("config", config(), fault),
                        Arguments.of("load", load(), fault),
                        Arguments.of("data file", put("/data/"), fault),
                        Arguments.of("manifest list", put("/snap-"), fault))));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("everyFaultEverywhere")
  void answer_lostOnce_isStoredOnce(String step, Predicate<Target> when, Fault fault) {
    append(stack.lake(), "before", 1, step.equals("commit"));
    stack.faults.once(when, fault);

    Appended appended = append(lake, "key", 2, true);
    Appended after = append(lake, "after", 4, true);

    long before = step.equals("commit") ? 1 : 0;
    assertThat(appended.duplicate()).isFalse();
    assertThat(after.duplicate()).isFalse();
    assertThat(stack.rows("logs")).isEqualTo(before + 6);
    assertThat(stack.keys("logs")).contains("key", "after");
    assertThat(stack.calls("DELETE")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void answersOfCommitAndReload_lost_isStoredOnce(Fault fault) {
    append(lake, "before", 1, true);
    OpenTable logs = lake.open(Tables.LOGS, soon());
    stack.faults.once(commit(), new Fault.ApplyThenDrop());
    stack.faults.times(2, load(), fault);

    Appended appended = logs.append("key", List.of(file(2)), soon());

    assertThat(appended.duplicate()).isFalse();
    assertThat(stack.rows("logs")).isEqualTo(3);
    assertThat(stack.calls("DELETE")).isEmpty();
  }

  @Test
  void answers_lostAgainAndAgain_isStoredOnce() {
    OpenTable logs = lake.open(Tables.LOGS, soon());
    stack.faults.times(3, commit(), new Fault.Refuse(500));
    stack.faults.once(commit(), new Fault.ApplyThenRefuse(503));
    stack.faults.once(commit(), new Fault.ApplyThenDrop());

    Appended first = logs.append("first", List.of(file(1)), soon());
    Appended second = logs.append("second", List.of(file(2)), soon());

    assertThat(first).extracting(Appended::duplicate, Appended::attempts).contains(false, 4);
    assertThat(second.duplicate()).isFalse();
    assertThat(stack.rows("logs")).isEqualTo(3);
  }

  @Test
  void answer_lost_thenOvertakenByAnother_isStoredOnce() throws InterruptedException {
    OpenTable logs = lake.open(Tables.LOGS, soon());
    stack.faults.once(commit(), new Fault.ApplyThenDrop());
    stack.faults.once(load(), new Fault.Delay(Duration.ofSeconds(2)));
    Lake other = stack.lake();
    Thread overtaking =
        Thread.startVirtualThread(
            () -> {
              while (stack.calls("POST").stream().noneMatch(call -> call.status() == 0)) {
                Thread.onSpinWait();
              }

              append(other, "other", 4, true);
            });

    Appended appended = logs.append("key", List.of(file(2)), soon());
    overtaking.join();

    assertThat(appended.duplicate()).isFalse();
    assertThat(append(lake, "last", 1, true).duplicate()).isFalse();
    assertThat(append(other, "other", 4, true).duplicate()).isTrue();
    assertThat(stack.rows("logs")).isEqualTo(7);
  }

  static Stream<Fault> faults() {
    return FAULTS.stream();
  }

  private static Appended append(Lake lake, String key, long rows, boolean wanted) {
    return wanted
        ? lake.open(Tables.LOGS, soon()).append(key, List.of(file(rows)), soon())
        : new Appended(0, false, 0, 0);
  }

  private static Predicate<Target> namespace() {
    return target -> target.method().equals("POST") && target.target().endsWith("/namespaces");
  }

  private static Predicate<Target> config() {
    return target ->
        target.server() == ServerName.CATALOG && target.target().contains("/v1/config");
  }
}
