package io.github.otlp2parquet.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GzipTest {
  private static final int MAX = 1 << 20;
  private static final byte[] ONE = "one ".repeat(5000).getBytes(UTF_8);
  private static final byte[] TWO = "two ".repeat(7000).getBytes(UTF_8);

  @Test
  void members_areJoined() {
    byte[] members =
        Compressed.concat(Compressed.gzip(ONE), Compressed.gzip(TWO), Compressed.gzip(ONE));

    assertThat(Gzip.inflate(members, MAX)).isEqualTo(Compressed.concat(ONE, TWO, ONE));
  }

  @Test
  void everyTruncation_isMalformed() {
    byte[] gzip = Compressed.gzip(ONE);

    for (int length = 0; length < gzip.length; length++) {
      byte[] truncated = Arrays.copyOf(gzip, length);
      assertThatThrownBy(() -> Gzip.inflate(truncated, MAX))
          .isInstanceOf(MalformedRequestException.class)
          .hasMessage("Cannot inflate the body: gzip is truncated");
    }
  }

  @Test
  void everyByteChanged_neverPassesAsSomethingElse() {
    byte[] gzip = Compressed.gzip(ONE);

    for (int i = 0; i < gzip.length; i++) {
      byte[] changed = gzip.clone();
      changed[i] ^= 0x55;
      try {
        // Time, extra flags and operating system do not matter.
        assertThat(Gzip.inflate(changed, MAX)).isEqualTo(ONE);
        assertThat(i).isBetween(4, 9);
      } catch (MalformedRequestException e) {
        assertThat(e).hasMessageStartingWith("Cannot inflate the body: ");
      } catch (TooLargeException e) {
        assertThat(i).isGreaterThan(9);
      }
    }
  }

  @Test
  void garbageBehindAMember_isMalformed() {
    byte[] followed = Compressed.concat(Compressed.gzip(ONE), "and more bytes".getBytes(UTF_8));

    assertThatThrownBy(() -> Gzip.inflate(followed, MAX))
        .isInstanceOf(MalformedRequestException.class)
        .hasMessage("Cannot inflate the body: what follows a gzip member is none");
  }

  @Test
  void secondMemberDamaged_isMalformed() {
    byte[] members = Compressed.concat(Compressed.gzip(ONE), Compressed.gzip(TWO));
    members[Compressed.gzip(ONE).length + 1] = 0;

    assertThatThrownBy(() -> Gzip.inflate(members, MAX))
        .isInstanceOf(MalformedRequestException.class);
  }

  @Test
  void plainText_isNotGzip() {
    assertThatThrownBy(() -> Gzip.inflate(ONE, MAX))
        .isInstanceOf(MalformedRequestException.class)
        .hasMessage("Cannot inflate the body: not gzip");
  }

  @Test
  void optionalHeaderFields_areSkipped() {
    byte[] plain = Compressed.gzip(ONE);
    byte[] header = Arrays.copyOf(plain, 10);
    header[3] = 0b1_1110; // all but text: comment, name, extra, header crc
    byte[] fields = {
      3,
      0,
      9,
      9,
      9, // extra of 3 bytes
      'n',
      'a',
      'm',
      'e',
      0, // name
      'c',
      0, // comment
      1,
      2 // header crc
    };
    byte[] deflated = Arrays.copyOfRange(plain, 10, plain.length);

    assertThat(Gzip.inflate(Compressed.concat(header, fields, deflated), MAX)).isEqualTo(ONE);
    assertThatThrownBy(() -> Gzip.inflate(Compressed.concat(header, new byte[] {3}), MAX))
        .hasMessage("Cannot inflate the body: gzip is truncated");
    assertThatThrownBy(() -> Gzip.inflate(Compressed.concat(header, Arrays.copyOf(fields, 8)), MAX))
        .hasMessage("Cannot inflate the body: gzip is truncated");
  }

  @Test
  void lengthThatLies_allocatesNoMoreThanDeflateCanGive() {
    byte[] gzip = Compressed.gzip(ONE);
    Arrays.fill(gzip, gzip.length - 4, gzip.length, (byte) 0x7f);

    long before = Compressed.allocatedBytes();
    assertThatThrownBy(() -> Gzip.inflate(gzip, 512 << 20))
        .isInstanceOf(MalformedRequestException.class)
        .hasMessage("Cannot inflate the body: gzip is corrupt");
    assertThat(Compressed.allocatedBytes() - before).isLessThan(1032L * gzip.length + 100_000);
  }

  @Test
  void lengthThatIsRight_allocatesTheResultOnly() {
    byte[] body = new byte[8 << 20];
    byte[] gzip = Compressed.gzip(body);
    Gzip.inflate(gzip, 16 << 20);

    long before = Compressed.allocatedBytes();
    assertThat(Gzip.inflate(gzip, 16 << 20)).hasSize(body.length);
    assertThat(Compressed.allocatedBytes() - before).isLessThan(body.length + (2 << 20));
  }
}
