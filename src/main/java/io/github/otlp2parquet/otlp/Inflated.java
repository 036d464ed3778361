package io.github.otlp2parquet.otlp;

import java.util.ArrayList;
import java.util.List;

/**
 * What an inflater writes: chunks that are joined at the end, so that growing never holds more than
 * the result twice, and a limit that stops the work. If the expected size was right the first chunk
 * is the result, without a copy.
 */
final class Inflated {
  private static final int SMALLEST_CHUNK = 8 << 10;
  private static final int LARGEST_CHUNK = 1 << 20;

  private final int maxBytes;
  private final List<byte[]> full = new ArrayList<>();
  private byte[] chunk;
  private int used;
  private long before;

  /**
   * @param expected the size the input claims, trusted no further than what it can hold: 0 if
   *     unknown
   */
  Inflated(int expected, int maxBytes) {
    this.maxBytes = maxBytes;
    this.chunk = new byte[Math.min(Math.max(expected, 0), maxBytes)];
  }

  /** The array to write to, at {@link #offset()}, and never more than {@link #room()}. */
  byte[] chunk() {
    if (used == chunk.length) {
      full.add(chunk);
      before += chunk.length;
      used = 0;
      chunk = new byte[nextLength()];
    }
    return chunk;
  }

  int offset() {
    return used;
  }

  int room() {
    return chunk.length - used;
  }

  void advance(int written) {
    used += written;
    if (before + used > maxBytes) {
      throw Body.tooLarge(maxBytes);
    }
  }

  byte[] toByteArray() {
    if (full.isEmpty() && used == chunk.length) {
      return chunk;
    }
    if (used == 0 && full.size() == 1) {
      return full.getFirst();
    }

    byte[] joined = new byte[Math.toIntExact(before + used)];
    int end = 0;
    for (byte[] part : full) {
      System.arraycopy(part, 0, joined, end, part.length);
      end += part.length;
    }
    System.arraycopy(chunk, 0, joined, end, used);
    return joined;
  }

  /** One byte over the limit can be written, so that {@link #advance} sees it. */
  private int nextLength() {
    long growth = Math.clamp(before, SMALLEST_CHUNK, LARGEST_CHUNK);
    return (int) Math.min(growth, maxBytes + 1L - before);
  }
}
