package io.github.otlp2parquet.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.otlp2parquet.otlp.Encoding;
import io.github.otlp2parquet.otlp.Signal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private final Ledger ledger = new Ledger();

  @Test
  void add_whatWasSent_isNoDifference() {
    ledger.add(sent(3), receipt(3, 0));
    ledger.add(sent(2), receipt(2, 0));

    assertThat(ledger.differences()).isEmpty();
    assertThat(ledger.rows("logs")).isEqualTo(5);
    assertThat(ledger.files("logs")).isEqualTo(2);
    assertThat(ledger.records()).isEqualTo(5);
  }

  @Test
  void add_lessStoredThanSent_isADifference() {
    ledger.add(sent(3), receipt(2, 0));

    assertThat(ledger.differences())
        .containsExactly(
            "a json: records sent, and stored or rejected: 3, not 2",
            "a json: rows should be {logs=3}, are {logs=2}");
  }

  @Test
  void add_rejectedRecords_areAccountedFor() {
    ledger.add(sent(3), receipt(2, 1));

    assertThat(ledger.differences()).isEmpty();
  }

  @Test
  void expect_another_isADifference() {
    ledger.expect("rows", 1_000, 999);

    assertThat(ledger.differences()).containsExactly("rows: 1,000, not 999");
  }

  private static Sending sent(long rows) {
    return new Sending(
        "a",
        Signal.LOGS,
        Encoding.JSON,
        Compression.NONE,
        new byte[0],
        Map.of("logs", rows),
        Sending.Route.DIRECT);
  }

  private static Receipt receipt(long rows, long rejected) {
    return new Receipt(
        "k", false, rejected, List.of(), List.of(new Receipt.Stored("logs", rows, 1, false)));
  }
}
