package io.github.otlp2parquet.otlp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A growing buffer of protobuf wire bytes that stops at a limit.
 *
 * <p>Lengths come before their content but are known after it, so {@link #beginLength} leaves room
 * and {@link #endLength} fills it in. Short content gets one byte and is moved on the rare occasion
 * that it needs more; whatever can nest or grow large gets {@link #PADDED} bytes, a varint with
 * leading zero groups, which every protobuf reader accepts: moving it would cost its size once for
 * every level of nesting.
 */
final class WireWriter {
  /** Room for any length an array can have. */
  static final int PADDED = 5;

  /** Longest varint: 64 bits in groups of seven. */
  private static final int MAX_VARINT = 10;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long maxBytes;
  private byte[] bytes;
  private int size;

  /** Stops with {@link TooLargeException} once more than {@code maxBytes} were written. */
  WireWriter(int capacity, long maxBytes) {
    this.maxBytes = maxBytes;
    this.bytes = new byte[(int) Math.min(capacity, maxBytes + MAX_VARINT)];
  }

  int size() {
    return size;
  }

  /** The buffer itself: valid up to {@link #size()}, and only until the next write. */
  byte[] array() {
    return bytes;
  }

  ByteBuffer written() {
    if (size > maxBytes) {
      throw tooLarge();
    }

    return ByteBuffer.wrap(bytes, 0, size);
  }

  /** Makes room for {@code more} bytes beyond {@link #size()}. */
  void reserve(int more) {
    if (more > bytes.length - size) {
      grow((long) size + more);
    }
  }

  /**
   * Sets the size, backwards to drop what was written or forwards over bytes put into the array.
   */
  void resize(int newSize) {
    size = newSize;
  }

  void bytes(byte[] source, int from, int to) {
    int length = to - from;
    reserve(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  void singleByte(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  void varint(long value) {
    reserve(MAX_VARINT);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }

    bytes[size++] = (byte) rest;
  }

  void fixed32(int value) {
    reserve(Integer.BYTES);
    INT.set(bytes, size, value);
    size += Integer.BYTES;
  }

  void fixed64(long value) {
    reserve(Long.BYTES);
    LONG.set(bytes, size, value);
    size += Long.BYTES;
  }

  /** Leaves {@code room} bytes for a length and answers where its content begins. */
  int beginLength(int room) {
    reserve(room);
    size += room;
    return size;
  }

  /** Writes the length of what came since {@code begin}, moving it if the room is too small. */
  void endLength(int begin, int room) {
    int length = size - begin;
    int at = begin - room;
    int needed = varintSize(length);
    if (needed > room) {
      int shift = needed - room;
      reserve(shift);
      System.arraycopy(bytes, begin, bytes, begin + shift, length);
      size += shift;
    }

    int last = at + Math.max(needed, room) - 1;
    int rest = length;
    while (at < last) {
      bytes[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }

    bytes[last] = (byte) rest;
  }

  private static int varintSize(int value) {
    return value == 0 ? 1 : (Integer.SIZE - Integer.numberOfLeadingZeros(value) + 6) / 7;
  }

  private void grow(long needed) {
    long most = Math.min(maxBytes + MAX_VARINT, Integer.MAX_VALUE - 8L);
    if (needed > most) {
      throw tooLarge();
    }

    long wanted = Math.max(needed, bytes.length + (bytes.length >> 1));
    bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, most));
  }

  private TooLargeException tooLarge() {
    return new TooLargeException(
        "Cannot convert the request from JSON: it is over %d bytes as protobuf"
            .formatted(maxBytes));
  }
}
