package io.github.otlp2parquet.local.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.otlp2parquet.local.check.LambdaApi.Invocation;
import io.github.otlp2parquet.otlp.Encoding;
import io.github.otlp2parquet.otlp.Signal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiptTest {
  private static final String STORED =
      """
      {"key":"k","duplicate":false,"records":3,"rejected":1,"reasons":["1 data points rejected: no"],\
      "tables":[{"table":"metrics_gauge","records":1,"files":1,"duplicate":false},\
      {"table":"metrics_sum","records":1,"files":2,"duplicate":false}]}""";

  @Test
  void of_directInvoke_readsTheAnswer() {
    Receipt receipt = Receipt.of(sending(Sending.Route.DIRECT), answered(STORED));

    assertThat(receipt.key()).isEqualTo("k");
    assertThat(receipt.reasons()).containsExactly("1 data points rejected: no");
    assertThat(receipt.rows()).containsEntry("metrics_gauge", 1L).containsEntry("metrics_sum", 1L);
    assertThat(receipt.summary()).isEqualTo("metrics_gauge 1, _sum 1, 1 rejected");
  }

  @Test
  void of_http_readsTheLog() {
    Invocation invocation = answered("{\"statusCode\":200}", "START", "{\"x\":1}", STORED, "END");

    assertThat(Receipt.of(sending(Sending.Route.FUNCTION_URL), invocation).rejected()).isOne();
  }

  @Test
  void of_httpError_failsWithItsStatus() {
    assertThatExceptionOfType(FailedSendingException.class)
        .isThrownBy(
            () ->
                Receipt.of(
                    sending(Sending.Route.FUNCTION_URL), answered("{\"statusCode\":503}", STORED)))
        .withMessage("HTTP 503");
  }

  @Test
  void of_functionError_failsWithItsNameAndMessage() {
    Invocation invocation =
        new Invocation(
            true,
            "{\"errorType\":\"a.b.LakeException\",\"errorMessage\":\"Cannot append: timed out\"}",
            List.of(),
            Duration.ZERO);

    assertThatExceptionOfType(FailedSendingException.class)
        .isThrownBy(() -> Receipt.of(sending(Sending.Route.DIRECT), invocation))
        .withMessage("LakeException: Cannot append: timed out");
  }

  private static Sending sending(Sending.Route route) {
    return Sending.unread("a", Signal.METRICS, Encoding.JSON, new byte[0], route);
  }

  private static Invocation answered(String payload, String... log) {
    return new Invocation(false, payload, List.of(log), Duration.ZERO);
  }
}
