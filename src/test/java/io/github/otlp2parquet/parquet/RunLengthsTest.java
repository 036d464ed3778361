package io.github.otlp2parquet.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunLengthsTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 8, 9, 13, 16, 20, 31})
  void encode_anyMixOfRuns_decodesTheSame(int bitWidth) throws IOException {
    Random random = new Random(bitWidth);
    for (int round = 0; round < 300; round++) {
      int[] values = values(random, 1 + random.nextInt(200), bitWidth);
      int from = random.nextInt(values.length);
      Buffer out = new Buffer();
      RunLengths.encode(values, from, values.length, bitWidth, out);
      RunLengthBitPackingHybridDecoder decoder =
          new RunLengthBitPackingHybridDecoder(
              bitWidth, new ByteArrayInputStream(out.bytes, 0, out.size));
      for (int i = from; i < values.length; i++) {
        assertThat(decoder.readInt()).as("round %d, value %d", round, i).isEqualTo(values[i]);
      }
    }
  }

  private static int[] values(Random random, int count, int bitWidth) {
    int[] values = new int[count];
    int repeats = random.nextInt(100);
    int bound = (int) Math.min(Integer.MAX_VALUE, 1L << bitWidth);
    for (int i = 0; i < count; i++) {
      boolean repeat = i > 0 && random.nextInt(100) < repeats;
      values[i] = repeat ? values[i - 1] : random.nextInt(bound);
    }

    return values;
  }
}
