package io.github.otlp2parquet.otlp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A cursor over protobuf's wire format (protobuf.dev/programming-guides/encoding). It reads within
 * the limit of the message that is open; a read beyond it is malformed at the latest when the
 * message is closed.
 */
final class Wire {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int GROUP = 3;
  static final int GROUP_END = 4;
  static final int FIXED32 = 5;

  private static final int FIRST = 1 << 3 | BYTES;

  /** As the generated parsers bound it; only groups of unknown fields come near. */
  private static final int MAX_GROUP_DEPTH = 100;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  final byte[] bytes;
  int position;
  private int limit;

  Wire(byte[] bytes) {
    this(ByteBuffer.wrap(bytes));
  }

  /** What is left of a buffer that has an array. */
  Wire(ByteBuffer buffer) {
    this.bytes = buffer.array();
    this.position = buffer.arrayOffset() + buffer.position();
    this.limit = buffer.arrayOffset() + buffer.limit();
  }

  /** Where the open part ends. */
  int end() {
    return limit;
  }

  /** Opens the part up to {@code end}; give the answer to {@link #close}. */
  int open(int end) {
    int outer = limit;
    limit = end;
    return outer;
  }

  /** Closes the part that {@link #open} opened. */
  void close(int outer) {
    if (position != limit) {
      throw truncated();
    }

    limit = outer;
  }

  /** Goes on here whatever was left open, as after a record that was rejected. */
  void resume(int next, int end) {
    position = next;
    limit = end;
  }

  boolean hasMore() {
    return position < limit;
  }

  /** The next tag: field number and wire type. */
  int tag() {
    int tag = (int) varint();
    if (tag >>> 3 == 0) {
      throw new MalformedRequestException("Cannot read protobuf: field 0 at byte " + position);
    }

    return tag;
  }

  long varint() {
    byte first = bytes[position++];
    if (first >= 0) {
      return first;
    }

    long value = first & 0x7f;
    for (int shift = 7; shift < 70; shift += 7) {
      byte next = bytes[position++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }

    throw new MalformedRequestException(
        "Cannot read protobuf: varint of over 10 bytes at byte " + position);
  }

  long fixed64() {
    long value = (long) LONG.get(bytes, position);
    position += 8;
    return value;
  }

  int fixed32() {
    int value = (int) INT.get(bytes, position);
    position += 4;
    return value;
  }

  /** The length of what follows, within the open part. */
  int length() {
    long length = varint();
    if (length < 0 || length > limit - position) {
      throw truncated();
    }

    return (int) length;
  }

  void skip(int tag) {
    skip(tag, 0);
  }

  private void skip(int tag, int depth) {
    switch (tag & 7) {
      case VARINT -> varint();
      case FIXED64 -> position += 8;
      case FIXED32 -> position += 4;
      case BYTES -> {
        int length = length();
        position += length;
      }
      case GROUP -> skipGroup(tag >>> 3, depth);
      default ->
          throw new MalformedRequestException(
              "Cannot read protobuf: wire type %d at byte %d".formatted(tag & 7, position));
    }
    if (position > limit) {
      throw truncated();
    }
  }

  private void skipGroup(int field, int depth) {
    if (depth >= MAX_GROUP_DEPTH) {
      throw new MalformedRequestException(
          "Cannot read protobuf: groups nest deeper than %d at byte %d"
              .formatted(MAX_GROUP_DEPTH, position));
    }

    int tag = tag();
    while ((tag & 7) != GROUP_END) {
      skip(tag, depth + 1);
      tag = tag();
    }

    if (tag >>> 3 != field) {
      throw new MalformedRequestException(
          "Cannot read protobuf: group ends as another at byte " + position);
    }
  }

  /** Takes where an element is. */
  interface Element {
    void at(int start, int end);
  }

  /** Goes over each field 1 of a message, and stays where it is. */
  void eachFirst(int start, int end, Element element) {
    int back = position;
    int outer = open(end);
    position = start;
    while (hasMore()) {
      int tag = tag();
      if (tag == FIRST) {
        int length = length();
        int from = position;
        element.at(from, from + length);
        resume(from + length, end);
      } else {
        skip(tag);
      }
    }

    close(outer);
    position = back;
  }

  MalformedRequestException truncated() {
    return new MalformedRequestException("Cannot read protobuf: truncated at byte " + position);
  }

  /** A message that protobuf's rule makes of two: merging is parsing them one after another. */
  static Wire concat(Wire first, int start, int end, Wire second, int from, int to) {
    byte[] merged =
        Arrays.copyOf(Arrays.copyOfRange(first.bytes, start, end), end - start + to - from);
    System.arraycopy(second.bytes, from, merged, end - start, to - from);
    return new Wire(merged);
  }
}
