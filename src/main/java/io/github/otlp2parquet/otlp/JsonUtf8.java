package io.github.otlp2parquet.otlp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds how far a JSON string can be taken as it is. */
final class JsonUtf8 {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private JsonUtf8() {}

  /**
   * Where the string that goes on at {@code start} ends or has an escape.
   *
   * @throws JsonFault if it is not UTF-8 up to there, or has what JSON wants escaped
   */
  static int plainEnd(byte[] json, int start) throws JsonFault {
    int i = start;
    while (true) {
      i = asciiEnd(json, i);
      if (i >= json.length) {
        throw unended();
      }

      byte b = json[i];
      if (b >= 0) {
        if (b == '"' || b == '\\') {
          return i;
        }

        throw new JsonFault("has a control character that is not escaped");
      }

      i = afterMultiByte(json, i, b & 0xFF);
    }
  }

  /**
   * The next byte that is no plain ASCII character, eight at a time as in "Bit Twiddling Hacks".
   */
  private static int asciiEnd(byte[] json, int start) {
    int i = start;
    for (; i <= json.length - Long.BYTES; i += Long.BYTES) {
      long word = (long) WORD.get(json, i);
      long quote = word ^ (ONES * '"');
      long backslash = word ^ (ONES * '\\');
      long control = (word - ONES * 0x20) & ~word;
      long special =
          (control | ((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash) | word)
              & HIGH_BITS;
      if (special != 0) {
        return i + Long.numberOfTrailingZeros(special) / Byte.SIZE;
      }
    }

    while (i < json.length && json[i] >= 0x20 && json[i] != '"' && json[i] != '\\') {
      i++;
    }

    return i;
  }

  /** Unicode 16, table 3-7: no surrogates, no overlong forms, nothing beyond U+10FFFF. */
  private static int afterMultiByte(byte[] json, int at, int lead) throws JsonFault {
    int second = continuation(json, at + 1, lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80);
    int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (lead < 0xC2 || lead > 0xF4 || second > most) {
      throw notUtf8();
    }

    int end = lead < 0xE0 ? at + 2 : lead < 0xF0 ? at + 3 : at + 4;
    for (int i = at + 2; i < end; i++) {
      continuation(json, i, 0x80);
    }

    return end;
  }

  private static int continuation(byte[] json, int at, int least) throws JsonFault {
    int value = at < json.length ? json[at] & 0xFF : 0;
    if (value < least || value > 0xBF) {
      throw notUtf8();
    }

    return value;
  }

  static JsonFault unended() {
    return new JsonFault("does not end");
  }

  private static JsonFault notUtf8() {
    return new JsonFault("is not UTF-8");
  }
}
