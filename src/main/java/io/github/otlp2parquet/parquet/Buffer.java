package io.github.otlp2parquet.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing array of bytes; numbers are little-endian. Loops write to {@link #bytes} directly. */
final class Buffer {
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Room that {@link #ensure} leaves behind what it was asked for, so that words can be moved. */
  static final int SLACK = 8;

  byte[] bytes = new byte[1024];
  int size;

  void clear() {
    size = 0;
  }

  /** Gives back the memory of an unusually large request. */
  void trim(int kept) {
    if (bytes.length > kept) {
      bytes = new byte[1024];
    }
  }

  /** Makes room for {@code more} bytes after {@link #size}. */
  void ensure(int more) {
    long needed = (long) size + more + SLACK;
    if (needed > bytes.length) {
      long doubled = Math.max(needed, Math.min(2L * bytes.length, Integer.MAX_VALUE - 8));
      bytes = Arrays.copyOf(bytes, Math.toIntExact(doubled));
    }
  }

  void putByte(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  void putInt(int value) {
    ensure(4);
    INT.set(bytes, size, value);
    size += 4;
  }

  /** Unsigned LEB128, as Parquet's runs and Thrift's compact protocol have it. */
  void putVarint(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }

    bytes[size++] = (byte) rest;
  }

  void put(byte[] source, int from, int length) {
    ensure(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }
}
