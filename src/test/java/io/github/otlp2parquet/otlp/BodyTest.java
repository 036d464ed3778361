package io.github.otlp2parquet.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
  private static final int MAX = 1 << 20;
  private static final byte[] TEXT = "the quick brown fox, ".repeat(1000).getBytes(UTF_8);

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  ", "identity", "Identity, identity", ","})
  void plain_isTheSameArray(String contentEncoding) {
    assertThat(Body.inflate(TEXT, contentEncoding, MAX)).isSameAs(TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "GZip", " x-gzip ", "gzip, identity", "identity,gzip"})
  void gzip_isInflated(String contentEncoding) {
    assertThat(Body.inflate(Compressed.gzip(TEXT), contentEncoding, MAX)).isEqualTo(TEXT);
    assertThat(Body.isGzip(contentEncoding)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd", "ZSTD", "zstd, identity"})
  void zstd_isInflated(String contentEncoding) {
    assertThat(Body.inflate(Compressed.zstd(TEXT), contentEncoding, MAX)).isEqualTo(TEXT);
    assertThat(Body.isGzip(contentEncoding)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "deflate", "snappy", "gzip;q=1", "none"})
  void unknownCoding_isMalformed_andNamesWhatIsAccepted(String contentEncoding) {
    assertThatThrownBy(() -> Body.inflate(TEXT, contentEncoding, MAX))
        .isInstanceOf(MalformedRequestException.class)
        .hasMessage(
            "Cannot inflate the body: Content-Encoding is %s, accepted are gzip, zstd and identity",
            contentEncoding);
  }

  @Test
  void unknownCoding_longName_isShortened() {
    assertThatThrownBy(() -> Body.inflate(TEXT, "x".repeat(5000), MAX))
        .isInstanceOf(MalformedRequestException.class)
        .message()
        .hasSizeLessThan(200);
  }

  @Test
  void twoCompressions_areRefused() {
    byte[] twice = Compressed.gzip(Compressed.gzip(TEXT));

    assertThatThrownBy(() -> Body.inflate(twice, "gzip, gzip", MAX))
        .isInstanceOf(MalformedRequestException.class)
        .hasMessageContaining("more than one Content-Encoding");
  }

  @Test
  void gzipWithoutHeader_saysSo() {
    assertThatThrownBy(() -> Body.inflate(Compressed.gzip(TEXT), null, MAX))
        .isInstanceOf(MalformedRequestException.class)
        .hasMessage("Cannot inflate the body: gzip without a Content-Encoding that says so");
  }

  @Test
  void limit_isTheLastByteThatPasses() {
    for (int size : new int[] {1, 100, 8192, 8193, 70_000, TEXT.length}) {
      byte[] body = new byte[size];
      new Random(size).nextBytes(body);

      assertThat(Body.inflate(body, null, size)).isEqualTo(body);
      assertThat(Body.inflate(Compressed.gzip(body), "gzip", size)).isEqualTo(body);
      assertThat(Body.inflate(Compressed.zstd(body), "zstd", size)).isEqualTo(body);
      assertThat(Body.inflate(Compressed.zstdStream(body), "zstd", size)).isEqualTo(body);
      assertTooLarge(body, null, size - 1);
      assertTooLarge(Compressed.gzip(body), "gzip", size - 1);
      assertTooLarge(Compressed.zstd(body), "zstd", size - 1);
      assertTooLarge(Compressed.zstdStream(body), "zstd", size - 1);
    }
  }

  @Test
  void bomb_stopsAtTheLimit() {
    byte[] bomb = new byte[32 << 20];
    byte[] gzip = Compressed.gzip(bomb);
    byte[] zstd = Compressed.zstd(bomb);
    byte[] zstdStream = Compressed.zstdStream(bomb);

    long before = Compressed.allocatedBytes();
    assertTooLarge(gzip, "gzip", MAX);
    assertTooLarge(zstd, "zstd", MAX);
    assertTooLarge(zstdStream, "zstd", MAX);

    assertThat(Compressed.allocatedBytes() - before).isLessThan(8L * MAX);
  }

  @Test
  void nothing_isNotCompressed() {
    assertThatThrownBy(() -> Body.inflate(new byte[0], "gzip", MAX))
        .isInstanceOf(MalformedRequestException.class)
        .hasMessage("Cannot inflate the body: gzip is truncated");
    assertThatThrownBy(() -> Body.inflate(new byte[0], "zstd", MAX))
        .isInstanceOf(MalformedRequestException.class)
        .hasMessage("Cannot inflate the body: zstd is truncated");
    assertThat(Body.inflate(new byte[0], null, MAX)).isEmpty();
  }

  @Test
  void compressedNothing_isNothing() {
    assertThat(Body.inflate(Compressed.gzip(new byte[0]), "gzip", MAX)).isEmpty();
    assertThat(Body.inflate(Compressed.zstd(new byte[0]), "zstd", MAX)).isEmpty();
    assertThat(Body.inflate(Compressed.zstdStream(new byte[0]), "zstd", MAX)).isEmpty();
  }

  private static void assertTooLarge(byte[] body, String contentEncoding, int max) {
    assertThatThrownBy(() -> Body.inflate(body, contentEncoding, max))
        .isInstanceOf(TooLargeException.class)
        .hasMessage("Cannot take the body: inflated it is over the limit of %d bytes", max);
  }
}
