package io.github.otlp2parquet.otlp;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Gzip of one or more members (RFC 1952), each checked by its CRC and length.
 *
 * <p>Not {@link java.util.zip.GZIPInputStream}, which takes whatever follows a member and is no
 * member for the end: a second one with a damaged header would be dropped, and the request answered
 * as stored.
 */
final class Gzip {
  /** No deflate stream inflates to more than this many times its length (zlib's FAQ). */
  private static final int LARGEST_RATIO = 1032;

  private static final int HEADER_BYTES = 10;
  private static final int TRAILER_BYTES = 8;
  private static final int HEADER_CRC = 1 << 1;
  private static final int EXTRA = 1 << 2;
  private static final int NAME = 1 << 3;
  private static final int COMMENT = 1 << 4;
  private static final int RESERVED = 0b1110_0000;

  private final byte[] bytes;
  private final Inflated inflated;
  private int position;

  private Gzip(byte[] bytes, int maxBytes) {
    this.bytes = bytes;
    this.inflated = new Inflated(expected(bytes), maxBytes);
  }

  static byte[] inflate(byte[] bytes, int maxBytes) {
    Gzip gzip = new Gzip(bytes, maxBytes);
    Inflater inflater = new Inflater(/* nowrap= */ true);
    try {
      do {
        gzip.header();
        gzip.member(inflater);
      } while (gzip.position < bytes.length);
    } catch (DataFormatException e) {
      throw Body.malformed("gzip is corrupt");
    } finally {
      inflater.end();
    }
    return gzip.inflated.toByteArray();
  }

  /** The last member's length modulo 2^32, which is nearly always the whole length. */
  private static int expected(byte[] bytes) {
    if (bytes.length < HEADER_BYTES + TRAILER_BYTES) {
      return 0;
    }
    long claimed = intAt(bytes, bytes.length - 4) & 0xffff_ffffL;
    return (int)
        Math.min(claimed, Math.min((long) bytes.length * LARGEST_RATIO, Integer.MAX_VALUE));
  }

  private void header() {
    require(HEADER_BYTES);
    if (bytes[position] != 0x1f || bytes[position + 1] != (byte) 0x8b || bytes[position + 2] != 8) {
      throw Body.malformed(position == 0 ? "not gzip" : "what follows a gzip member is none");
    }

    int flags = bytes[position + 3];
    if ((flags & RESERVED) != 0) {
      throw Body.malformed("gzip is corrupt");
    }

    skip(HEADER_BYTES);
    if ((flags & EXTRA) != 0) {
      require(2);
      skip(2 + (bytes[position] & 0xff) + ((bytes[position + 1] & 0xff) << 8));
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      skip(2);
    }
  }

  private void member(Inflater inflater) throws DataFormatException {
    CRC32 crc = new CRC32();
    inflater.reset();
    inflater.setInput(bytes, position, bytes.length - position);
    while (!inflater.finished()) {
      byte[] chunk = inflated.chunk();
      int offset = inflated.offset();
      int written = inflater.inflate(chunk, offset, inflated.room());
      if (written == 0 && !inflater.finished()) {
        throw Body.malformed(inflater.needsInput() ? "gzip is truncated" : "gzip is corrupt");
      }

      crc.update(chunk, offset, written);
      inflated.advance(written);
    }

    position = bytes.length - inflater.getRemaining();
    require(TRAILER_BYTES);
    if (intAt(bytes, position) != (int) crc.getValue()
        || intAt(bytes, position + 4) != (int) inflater.getBytesWritten()) {
      throw Body.malformed("gzip is corrupt");
    }
    position += TRAILER_BYTES;
  }

  private void skipText() {
    while (true) {
      require(1);
      if (bytes[position++] == 0) {
        return;
      }
    }
  }

  private void skip(int count) {
    require(count);
    position += count;
  }

  private void require(int count) {
    if (bytes.length - position < count) {
      throw Body.malformed("gzip is truncated");
    }
  }

  private static int intAt(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | (bytes[at + 3] & 0xff) << 24;
  }
}
