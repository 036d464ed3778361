package io.github.otlp2parquet.otlp;

import java.util.Arrays;

/**
 * Bytes spelled in text. The result is never longer than the text, so both may lie in the same
 * array if the result does not begin later.
 */
final class JsonBytes {
  private static final byte[] HEX_DIGITS = values("0123456789abcdef");
  private static final byte[] BASE64_DIGITS =
      values("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

  static {
    for (char digit = 'A'; digit <= 'F'; digit++) {
      HEX_DIGITS[digit] = HEX_DIGITS[Character.toLowerCase(digit)];
    }

    BASE64_DIGITS['-'] = BASE64_DIGITS['+'];
    BASE64_DIGITS['_'] = BASE64_DIGITS['/'];
  }

  private JsonBytes() {}

  /** Decodes hexadecimal of either case; answers where the result ends. */
  static int hex(byte[] text, int from, int to, byte[] target, int begin) throws JsonFault {
    if ((to - from) % 2 != 0) {
      throw new JsonFault("is hexadecimal of odd length");
    }

    int at = begin;
    for (int i = from; i < to; i += 2) {
      int value = (HEX_DIGITS[text[i] & 0xFF] << 4) | HEX_DIGITS[text[i + 1] & 0xFF];
      if (value < 0) {
        throw new JsonFault("is not hexadecimal");
      }

      target[at++] = (byte) value;
    }

    return at;
  }

  /** The most bytes that {@code length} characters of base64 stand for. */
  static int base64Size(int length) {
    return (int) (length * 3L / 4);
  }

  /**
   * Decodes base64 of the standard or the URL-safe alphabet, with or without padding and line ends
   * (as Go's decoder, which the Collector uses); answers where the result ends.
   */
  static int base64(byte[] text, int from, int to, byte[] target, int begin) throws JsonFault {
    int at = begin;
    int digits = 0;
    int bits = 0;
    int i = from;
    for (; i < to && text[i] != '='; i++) {
      int digit = BASE64_DIGITS[text[i] & 0xFF];
      if (digit < 0) {
        if (text[i] != '\r' && text[i] != '\n') {
          throw notBase64();
        }
      } else {
        bits = (bits << 6) | digit;
        digits++;
        int spareBits = (4 - digits % 4) % 4 * 2;
        if (spareBits < 6) {
          target[at++] = (byte) (bits >> spareBits);
        }
      }
    }

    requirePadding(text, i, to, digits);
    return at;
  }

  private static void requirePadding(byte[] text, int from, int to, int digits) throws JsonFault {
    int padding = 0;
    for (int i = from; i < to; i++) {
      if (text[i] == '=') {
        padding++;
      } else if (text[i] != '\r' && text[i] != '\n') {
        throw notBase64();
      }
    }

    if (digits % 4 == 1 || (padding != 0 && (padding > 2 || (digits + padding) % 4 != 0))) {
      throw notBase64();
    }
  }

  private static JsonFault notBase64() {
    return new JsonFault("is not base64");
  }

  private static byte[] values(String digits) {
    byte[] values = new byte[256];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < digits.length(); i++) {
      values[digits.charAt(i)] = (byte) i;
    }

    return values;
  }
}
