package io.github.otlp2parquet.otlp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing over U+10FFFF. */
final class Utf8 {
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long ONES = 0x0101010101010101L;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Utf8() {}

  /** Protobuf's strings must be UTF-8. */
  static void check(byte[] bytes, int start, int length) {
    int end = start + length;
    int i = start;
    while (i <= end - 8 && ((long) LONG.get(bytes, i) & HIGH_BITS) == 0) {
      i += 8;
    }

    while (i < end) {
      int b = bytes[i];
      i = b >= 0 ? i + 1 : sequence(bytes, i, end);
    }
  }

  /** Whether all bytes are ASCII that a JSON string holds unescaped. */
  static boolean isPlainJson(byte[] bytes, int start, int length) {
    int end = start + length;
    int i = start;
    for (; i <= end - 8; i += 8) {
      long word = (long) LONG.get(bytes, i);
      long quote = word ^ ONES * '"';
      long backslash = word ^ ONES * '\\';
      long found = word | (word - ONES * 0x20) | (quote - ONES) | (backslash - ONES);
      if ((found & HIGH_BITS) != 0) {
        return false;
      }
    }

    for (; i < end; i++) {
      byte b = bytes[i];
      if (b < 0x20 || b == '"' || b == '\\') {
        return false;
      }
    }

    return true;
  }

  /** Where the sequence of two to four bytes at {@code i} ends. */
  private static int sequence(byte[] bytes, int i, int end) {
    int first = bytes[i] & 0xff;
    int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length == 0 || i + length > end) {
      throw invalid(i);
    }

    int second = bytes[i + 1] & 0xff;
    int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int greatest = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (second < least || second > greatest) {
      throw invalid(i);
    }

    for (int k = 2; k < length; k++) {
      if ((bytes[i + k] & 0xc0) != 0x80) {
        throw invalid(i);
      }
    }

    return i + length;
  }

  private static MalformedRequestException invalid(int position) {
    return new MalformedRequestException("Cannot read a string: not UTF-8 at byte " + position);
  }
}
