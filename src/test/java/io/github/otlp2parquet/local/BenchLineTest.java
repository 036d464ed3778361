package io.github.otlp2parquet.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.otlp2parquet.otlp.Encoding;
import io.github.otlp2parquet.otlp.Signal;
import org.junit.jupiter.api.Test;

class BenchLineTest {
  @Test
  void text_hasAColumnForEachOfTheHeader() {
    BenchLine line =
        new BenchLine(
            "a.pb",
            Signal.LOGS,
            Encoding.PROTOBUF,
            1_000,
            390_000,
            99_000,
            4_000_000,
            5_250_000,
            900_000_000,
            131_072);

    assertThat(line.text())
        .isEqualTo("a.pb\tlogs\tprotobuf\t1000\t390000\t99000\t250000\t4.00\t5.25\t900.00\t128");
    assertThat(line.text().split("\t")).hasSameSizeAs(BenchLine.HEADER.split("\t"));
  }
}
