package io.github.otlp2parquet.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FileBytesTest {
  @Test
  void newStream_manyChunks_givesAllBytesEachTime() throws IOException {
    byte[] bytes = new byte[5_000_000];
    new Random(3).nextBytes(bytes);
    Chunks chunks = new Chunks();
    for (int from = 0; from < bytes.length; from += 12_345) {
      chunks.put(bytes, from, Math.min(12_345, bytes.length - from));
    }

    FileBytes file = chunks.toFileBytes();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    file.writeTo(out);
    assertThat(file.size()).isEqualTo(bytes.length);
    assertThat(out.toByteArray()).isEqualTo(bytes);
    assertThat(file.newStream().readAllBytes()).isEqualTo(bytes);
    assertThat(file.newStream().readAllBytes()).isEqualTo(bytes);
  }

  @Test
  void newStream_skipped_goesOnBehind() throws IOException {
    byte[] bytes = new byte[100_000];
    new Random(4).nextBytes(bytes);
    Chunks chunks = new Chunks();
    chunks.put(bytes, 0, bytes.length);
    InputStream stream = chunks.toFileBytes().newStream();
    assertThat(stream.skip(70_000)).isEqualTo(70_000);
    assertThat(stream.available()).isEqualTo(30_000);
    assertThat(stream.read()).isEqualTo(bytes[70_000] & 0xff);
    assertThat(stream.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 70_001, bytes.length));
    assertThat(stream.read()).isEqualTo(-1);
    assertThat(stream.skip(1)).isZero();
  }

  @Test
  void newStream_noBytes_isAtItsEnd() throws IOException {
    FileBytes none = FileBytes.of(new byte[0]);
    assertThat(none.newStream().read(new byte[8])).isEqualTo(-1);
    assertThat(none.newStream().readAllBytes()).isEmpty();
  }
}
