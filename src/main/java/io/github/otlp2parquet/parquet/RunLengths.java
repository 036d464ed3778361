package io.github.otlp2parquet.parquet;

/**
 * Parquet's hybrid of run lengths and bit packing, for levels and dictionary ids (<a
 * href="https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE">encoding RLE</a>).
 */
final class RunLengths {
  /** Values that are packed together, and the shortest run that is not packed. */
  private static final int GROUP = 8;

  private RunLengths() {}

  /** The bits that numbers up to {@code max} need; 0 for 0. */
  static int bitWidth(int max) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(max);
  }

  /** Levels of a page of data, version 1: their length in four bytes goes before them. */
  static void levels(int[] levels, int from, int to, int bitWidth, Buffer out) {
    int start = out.size;
    out.putInt(0);
    encode(levels, from, to, bitWidth, out);
    Buffer.INT.set(out.bytes, start, out.size - start - Integer.BYTES);
  }

  /** Levels that are all the same. */
  static void levels(int level, int count, int bitWidth, Buffer out) {
    int start = out.size;
    out.putInt(0);
    run(level, count, bitWidth, out);
    Buffer.INT.set(out.bytes, start, out.size - start - Integer.BYTES);
  }

  /** Values {@code from} to {@code to}, each of {@code bitWidth} bits or less. */
  static void encode(int[] values, int from, int to, int bitWidth, Buffer out) {
    int literals = from;
    int next = from;
    while (next < to) {
      int runEnd = runEnd(values, next, to);
      int filling = -(next - literals) & (GROUP - 1);
      if (runEnd - next - filling >= GROUP) {
        next += filling;
        pack(values, literals, next, bitWidth, out);
        run(values[next], runEnd - next, bitWidth, out);
        literals = runEnd;
      }

      next = runEnd;
    }

    pack(values, literals, to, bitWidth, out);
  }

  private static int runEnd(int[] values, int from, int to) {
    int value = values[from];
    int end = from + 1;
    while (end < to && values[end] == value) {
      end++;
    }

    return end;
  }

  static void run(int value, int count, int bitWidth, Buffer out) {
    out.putVarint((long) count << 1);
    for (int shift = 0; shift < bitWidth; shift += Byte.SIZE) {
      out.putByte(value >>> shift);
    }
  }

  private static void pack(int[] values, int from, int to, int bitWidth, Buffer out) {
    if (from < to) {
      int groups = (to - from + GROUP - 1) / GROUP;
      out.putVarint((long) groups << 1 | 1);
      bits(values, from, to, bitWidth, out);
    }
  }

  /** Bits from the lowest up, filled up with zeros to whole groups of eight values. */
  static void bits(int[] values, int from, int to, int bitWidth, Buffer out) {
    int groups = (to - from + GROUP - 1) / GROUP;
    out.ensure(Math.multiplyExact(groups, bitWidth));
    byte[] bytes = out.bytes;
    int position = out.size;
    long pending = 0;
    int pendingBits = 0;
    for (int i = from; i < to; i++) {
      pending |= (long) values[i] << pendingBits;
      pendingBits += bitWidth;
      if (pendingBits >= Integer.SIZE) {
        Buffer.INT.set(bytes, position, (int) pending);
        position += Integer.BYTES;
        pending >>>= Integer.SIZE;
        pendingBits -= Integer.SIZE;
      }
    }

    out.size += groups * bitWidth;
    while (position < out.size) {
      bytes[position++] = (byte) pending;
      pending >>>= Byte.SIZE;
    }
  }
}
