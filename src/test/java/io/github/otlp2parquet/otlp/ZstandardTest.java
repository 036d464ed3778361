package io.github.otlp2parquet.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZstandardTest {
  private static final int MAX = 1 << 20;
  private static final byte[] ONE = "one ".repeat(5000).getBytes(UTF_8);
  private static final byte[] TWO = "two ".repeat(7000).getBytes(UTF_8);

  @Test
  void frames_areJoined() {
    byte[] frames =
        Compressed.concat(Compressed.zstd(ONE), Compressed.zstdStream(TWO), Compressed.zstd(ONE));

    assertThat(Zstandard.inflate(frames, MAX)).isEqualTo(Compressed.concat(ONE, TWO, ONE));
  }

  @Test
  void skippableFrame_isSkipped() {
    byte[] skippable = {0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3};

    assertThat(Zstandard.inflate(Compressed.concat(skippable, Compressed.zstd(ONE)), MAX))
        .isEqualTo(ONE);
    assertThat(Zstandard.inflate(Compressed.concat(Compressed.zstd(ONE), skippable), MAX))
        .isEqualTo(ONE);
  }

  @Test
  void everyTruncation_isMalformed() {
    for (byte[] frame : new byte[][] {Compressed.zstd(ONE), Compressed.zstdStream(ONE)}) {
      for (int length = 0; length < frame.length; length++) {
        byte[] truncated = Arrays.copyOf(frame, length);
        assertThatThrownBy(() -> Zstandard.inflate(truncated, MAX))
            .isInstanceOf(MalformedRequestException.class)
            .hasMessageStartingWith("Cannot inflate the body: zstd");
      }
    }
  }

  @Test
  void everyByteChanged_neverPassesAsSomethingElse() {
    byte[] frame = Compressed.zstdStream(ONE);

    for (int i = 0; i < frame.length; i++) {
      byte[] changed = frame.clone();
      changed[i] ^= 0x55;
      try {
        assertThat(Zstandard.inflate(changed, MAX)).isEqualTo(ONE);
      } catch (MalformedRequestException | TooLargeException e) {
        assertThat(e).hasMessageStartingWith("Cannot ");
      }
    }
  }

  @Test
  void garbageBehindAFrame_isMalformed() {
    for (byte[] frame : new byte[][] {Compressed.zstd(ONE), Compressed.zstdStream(ONE)}) {
      byte[] followed = Compressed.concat(frame, "and more bytes".getBytes(UTF_8));
      assertThatThrownBy(() -> Zstandard.inflate(followed, MAX))
          .isInstanceOf(MalformedRequestException.class);
    }
  }

  @Test
  void plainText_isNotZstd() {
    assertThatThrownBy(() -> Zstandard.inflate(ONE, MAX))
        .isInstanceOf(MalformedRequestException.class)
        .hasMessageStartingWith("Cannot inflate the body: zstd: ");
  }

  @ParameterizedTest
  @ValueSource(ints = {23, 25})
  void window_ofCollectors_passes(int log) {
    assertThat(Zstandard.inflate(Compressed.zstdWindow(ONE, log), MAX)).isEqualTo(ONE);
  }

  @ParameterizedTest
  @ValueSource(ints = {26, 27})
  void window_thatIsLarger_isMalformed(int log) {
    byte[] frame = Compressed.zstdWindow(ONE, log);

    assertThatThrownBy(() -> Zstandard.inflate(frame, MAX))
        .isInstanceOf(MalformedRequestException.class)
        .hasMessageContaining("requires too much memory");
  }

  @Test
  void highestLevel_thatTellsItsSize_needsNoWindow() {
    byte[] body = new byte[40 << 20];
    byte[] frame = Zstd.compress(body, 22);

    assertThat(Zstandard.inflate(frame, 64 << 20)).isEqualTo(body);
  }

  @Test
  void sizeThatLies_allocatesNoMoreThanBlocksCanGive() {
    // Magic, descriptor (single segment, 4 bytes of size), size 64 MiB less one byte, one empty
    // block.
    byte[] frame = {
      0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, (byte) 0xa0, -1, -1, -1, 3, 0x01, 0x00, 0x00
    };

    long before = Compressed.allocatedBytes();
    assertThatThrownBy(() -> Zstandard.inflate(frame, 64 << 20))
        .isInstanceOf(MalformedRequestException.class)
        .hasMessage("Cannot inflate the body: zstd is corrupt");
    assertThat(Compressed.allocatedBytes() - before).isLessThan(1 << 20);
  }
}
