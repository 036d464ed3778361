package io.github.otlp2parquet.parquet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes structs in <a
 * href="https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md">Thrift's
 * compact protocol</a>. Fields of a struct are written in ascending order.
 */
final class ThriftWriter {
  private static final int TRUE = 1;
  private static final int I16 = 4;
  static final int I32 = 5;
  private static final int I64 = 6;
  static final int BINARY = 8;
  private static final int LIST = 9;
  static final int STRUCT = 12;
  private static final int DEEPEST = 16;

  private final Buffer out;
  private final int[] lastFields = new int[DEEPEST];
  private int depth;

  ThriftWriter(Buffer out) {
    this.out = out;
  }

  /** Begins the outermost struct, whatever became of the last one. */
  ThriftWriter restart() {
    depth = 0;
    return begin();
  }

  /** Begins a struct that is an element of a list. */
  ThriftWriter begin() {
    lastFields[++depth] = 0;
    return this;
  }

  /** Begins a struct that is a field. */
  ThriftWriter begin(int field) {
    header(field, STRUCT);
    return begin();
  }

  ThriftWriter end() {
    out.putByte(0);
    depth--;
    return this;
  }

  /** An empty struct, which is what most members of Parquet's unions are. */
  ThriftWriter empty(int field) {
    return begin(field).end();
  }

  ThriftWriter int32(int field, int value) {
    header(field, I32);
    return int32(value);
  }

  ThriftWriter int16(int field, int value) {
    header(field, I16);
    return int32(value);
  }

  ThriftWriter int64(int field, long value) {
    header(field, I64);
    out.putVarint(value << 1 ^ value >> 63);
    return this;
  }

  ThriftWriter yes(int field) {
    header(field, TRUE);
    return this;
  }

  ThriftWriter text(int field, String value) {
    header(field, BINARY);
    return text(value);
  }

  ThriftWriter binary(int field, ByteBuffer value) {
    header(field, BINARY);
    out.putVarint(value.remaining());
    out.put(value.array(), value.arrayOffset() + value.position(), value.remaining());
    return this;
  }

  /** Begins a list: its {@code size} elements follow. */
  ThriftWriter list(int field, int elementType, int size) {
    header(field, LIST);
    if (size < 15) {
      out.putByte(size << 4 | elementType);
    } else {
      out.putByte(0xf0 | elementType);
      out.putVarint(size);
    }

    return this;
  }

  /** An element of a list. */
  ThriftWriter int32(int value) {
    out.putVarint((value << 1 ^ value >> 31) & 0xffffffffL);
    return this;
  }

  /** An element of a list. */
  ThriftWriter text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    out.putVarint(bytes.length);
    out.put(bytes, 0, bytes.length);
    return this;
  }

  private void header(int field, int type) {
    int step = field - lastFields[depth];
    lastFields[depth] = field;
    if (step > 0 && step < 16) {
      out.putByte(step << 4 | type);
    } else {
      out.putByte(type);
      out.putVarint((long) field << 1);
    }
  }
}
