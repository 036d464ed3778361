package io.github.otlp2parquet.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import io.github.otlp2parquet.iceberg.LakeFailures;
import io.github.otlp2parquet.otlp.MalformedRequestException;
import io.github.otlp2parquet.otlp.TooLargeException;
import java.util.List;
import org.apache.arrow.memory.OutOfMemoryException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

class FailureTest {
  /** OTLP specification 1.11, "Retryable Response Codes". */
  private static final List<Integer> RETRYABLE = List.of(429, 502, 503, 504);

  static final List<Arguments> THROWN =
      List.of(
          Arguments.of(new MalformedRequestException("m"), Failure.MALFORMED),
          Arguments.of(new TooLargeException("t"), Failure.TOO_LARGE),
          Arguments.of(new OutOfMemoryException("Arrow"), Failure.TOO_LARGE),
          Arguments.of(new OutOfMemoryError("Java heap space"), Failure.TOO_LARGE),
          Arguments.of(new OutOfMemoryError(), Failure.TOO_LARGE),
          Arguments.of(new OutOfMemoryError("Metaspace"), Failure.UNEXPECTED),
          Arguments.of(new OutOfMemoryError("unable to create native thread"), Failure.UNEXPECTED),
          Arguments.of(LakeFailures.passing("away"), Failure.UNAVAILABLE),
          Arguments.of(LakeFailures.refusal("forbidden"), Failure.REFUSED),
          Arguments.of(new StackOverflowError(), Failure.UNEXPECTED),
          Arguments.of(new NullPointerException(), Failure.UNEXPECTED),
          Arguments.of(new IllegalStateException("bug"), Failure.UNEXPECTED));

  @ParameterizedTest
  @FieldSource("THROWN")
  void thrown_isAFailure(Throwable thrown, Failure failure) {
    assertThat(Failure.of(thrown)).isEqualTo(failure);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotTheSenders_isTriedAgain(Failure failure) {
    assertThat(RETRYABLE.contains(failure.httpStatus())).isEqualTo(failure.isRetryable());
    assertThat(failure.isRetryable()).isEqualTo(failure.whose() != Failure.Whose.SENDER);
    assertThat(Code.forNumber(failure.rpcCode())).isNotNull();
  }
}
