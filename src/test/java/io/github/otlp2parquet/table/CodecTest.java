package io.github.otlp2parquet.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CodecTest {
  static Stream<Arguments> enums() {
    return Stream.of(
        Arguments.of(Codec.SPAN_KIND, Span.SpanKind.getDescriptor(), "SPAN_KIND_"),
        Arguments.of(Codec.STATUS_CODE, Status.StatusCode.getDescriptor(), "STATUS_CODE_"),
        Arguments.of(
            Codec.TEMPORALITY, AggregationTemporality.getDescriptor(), "AGGREGATION_TEMPORALITY_"));
  }

  @ParameterizedTest
  @MethodSource("enums")
  void name_isThatOfOtlpWithoutPrefix(Codec codec, EnumDescriptor type, String prefix) {
    for (EnumValueDescriptor value : type.getValues()) {
      assertThat(prefix + codec.name(value.getNumber())).isEqualTo(value.getName());
    }

    assertThat(codec.name(type.getValues().size())).isEqualTo("" + type.getValues().size());
    assertThat(codec.name(-1)).isEqualTo("-1");
  }
}
