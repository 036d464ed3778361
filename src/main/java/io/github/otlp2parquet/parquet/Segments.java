package io.github.otlp2parquet.parquet;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.apache.arrow.memory.ArrowBuf;

/** Arrow's buffers as memory segments, whose reads cost a bounds check and nothing else. */
final class Segments {
  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

  private Segments() {}

  /** The first bytes of a buffer, valid until the buffer is released. */
  static MemorySegment of(ArrowBuf buffer, long length) {
    return length == 0
        ? MemorySegment.NULL
        : MemorySegment.ofBuffer(buffer.nioBuffer(0, Math.toIntExact(length)));
  }

  /** Whether the bit of a validity or boolean buffer is set. */
  static boolean bit(MemorySegment bits, int index) {
    return (bits.get(BYTE, index >> 3) >> (index & 7) & 1) != 0;
  }
}
