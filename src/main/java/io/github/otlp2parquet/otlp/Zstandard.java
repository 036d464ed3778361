package io.github.otlp2parquet.otlp;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Zstandard of one or more frames (RFC 8878). */
final class Zstandard {
  /**
   * The largest window that is inflated as a stream, as a power of 2: 32 MiB, native memory beside
   * the heap. RFC 9659 allows a sender of HTTP 8 MiB; Collectors before 2025 use up to 32 MiB at
   * their best compression. A frame that tells its size needs no window: it is inflated in its
   * array.
   */
  private static final int LARGEST_WINDOW_LOG = 25;

  /** A block gives at most 128 KiB (RFC 8878, section 3.1.1.2) and takes at least 4 bytes. */
  private static final long BLOCK_BYTES = 128 << 10;

  private static final int SMALLEST_BLOCK = 4;

  private Zstandard() {}

  static byte[] inflate(byte[] bytes, int maxBytes) {
    if (bytes.length == 0) {
      throw Body.malformed("zstd is truncated");
    }
    try {
      long size = Zstd.getFrameContentSize(bytes);
      return size > 0 && Zstd.findFrameCompressedSize(bytes) == bytes.length
          ? inflateFrame(bytes, size, maxBytes)
          : inflateStream(bytes, maxBytes);
    } catch (IOException | ZstdException e) {
      // zstd's own sentences; they quote nothing.
      throw Body.malformed("zstd: " + e.getMessage());
    }
  }

  private static byte[] inflateFrame(byte[] frame, long size, int maxBytes) {
    if (size > maxBytes) {
      throw Body.tooLarge(maxBytes);
    }
    if (size > frame.length / SMALLEST_BLOCK * BLOCK_BYTES) {
      throw Body.malformed("zstd is corrupt");
    }

    byte[] inflated = new byte[(int) size];
    long written = Zstd.decompressByteArray(inflated, 0, inflated.length, frame, 0, frame.length);
    if (written != inflated.length) {
      throw Body.malformed("zstd is corrupt");
    }
    return inflated;
  }

  private static byte[] inflateStream(byte[] bytes, int maxBytes) throws IOException {
    Inflated inflated = new Inflated(0, maxBytes);
    try (ZstdInputStreamNoFinalizer stream =
        new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(bytes))) {
      stream.setLongMax(LARGEST_WINDOW_LOG);
      while (true) {
        byte[] chunk = inflated.chunk();
        int read = stream.read(chunk, inflated.offset(), inflated.room());
        if (read < 0) {
          return inflated.toByteArray();
        }
        inflated.advance(read);
      }
    }
  }
}
