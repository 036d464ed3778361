package io.github.otlp2parquet.local.check;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** How a file or a body is compressed. */
enum Compression {
  NONE,
  GZIP,
  ZSTD;

  /** Tells from the first bytes; OTLP itself begins with neither. */
  static Compression of(byte[] bytes) {
    if (startsWith(bytes, 0x1f, 0x8b)) {
      return GZIP;
    }

    return startsWith(bytes, 0x28, 0xb5, 0x2f, 0xfd) ? ZSTD : NONE;
  }

  /** The name in {@code Content-Encoding}. */
  String coding() {
    return this == NONE ? "identity" : name().toLowerCase(Locale.ROOT);
  }

  byte[] compress(byte[] plain) {
    return switch (this) {
      case NONE -> plain;
      case GZIP -> gzip(plain);
      case ZSTD -> Zstd.compress(plain);
    };
  }

  /**
   * Undoes the compression.
   *
   * @throws IOException if the bytes are truncated or corrupt
   */
  byte[] inflate(byte[] compressed) throws IOException {
    if (this == NONE) {
      return compressed;
    }

    try (InputStream bytes = new ByteArrayInputStream(compressed);
        InputStream inflated =
            this == GZIP ? new GZIPInputStream(bytes) : new ZstdInputStream(bytes)) {
      return inflated.readAllBytes();
    }
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    return bytes.toByteArray();
  }

  private static boolean startsWith(byte[] bytes, int... start) {
    for (int i = 0; i < start.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xff) != start[i]) {
        return false;
      }
    }

    return true;
  }
}
