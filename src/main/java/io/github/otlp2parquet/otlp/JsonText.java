package io.github.otlp2parquet.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** A buffer that JSON text is written into as UTF-8. */
final class JsonText {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int KEPT = 1 << 20;

  private byte[] bytes = new byte[4096];
  private int length;
  private Meter meter = new Meter(Long.MAX_VALUE, limit -> new IllegalStateException("unlimited"));

  /** Empties the buffer; what is written from now on may not pass the meter's rest. */
  void begin(Meter newMeter) {
    meter = newMeter;
    length = 0;
    if (bytes.length > KEPT) {
      bytes = new byte[4096];
    }
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void put(int character) {
    need(1);
    bytes[length++] = (byte) character;
  }

  void ascii(String text) {
    int count = text.length();
    need(count);
    for (int i = 0; i < count; i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
  }

  void number(long value) {
    if (value < 0) {
      ascii(Long.toString(value));
      return;
    }

    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }

    need(digits);
    length += digits;
    int i = length;
    long rest = value;
    do {
      bytes[--i] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest != 0);
  }

  /** With '.' or an exponent, so that it is not an integer; what JSON cannot say is an object. */
  void number(double value) {
    if (Double.isFinite(value)) {
      ascii(Double.toString(value));
    } else {
      ascii("{\"$double\":\"");
      ascii(Double.toString(value));
      ascii("\"}");
    }
  }

  void base64(byte[] source, int start, int count) {
    byte[] encoded = Base64.getEncoder().encode(Arrays.copyOfRange(source, start, start + count));
    need(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
  }

  /** A JSON string of UTF-8 bytes, which are checked. */
  void string(byte[] source, int start, int count) {
    need(count + 2L);
    bytes[length++] = '"';
    if (Utf8.isPlainJson(source, start, count)) {
      System.arraycopy(source, start, bytes, length, count);
      length += count;
    } else {
      Utf8.check(source, start, count);
      escaped(source, start, start + count);
    }

    put('"');
  }

  private void escaped(byte[] source, int start, int end) {
    for (int i = start; i < end; i++) {
      byte b = source[i];
      if (b == '"' || b == '\\') {
        put('\\');
        put(b);
      } else if (b >= 0 && b < 0x20) {
        control(b);
      } else {
        put(b);
      }
    }
  }

  private void control(byte b) {
    int letter = "\b\t\n\f\r".indexOf(b);
    put('\\');
    if (letter >= 0) {
      put("btnfr".charAt(letter));
    } else {
      ascii("u00");
      put(HEX[b >> 4]);
      put(HEX[b & 15]);
    }
  }

  /** Lower-case hex of bytes. */
  void hex(byte[] source, int start, int count) {
    need(2L * count);
    for (int i = start; i < start + count; i++) {
      int b = source[i];
      bytes[length++] = HEX[b >> 4 & 15];
      bytes[length++] = HEX[b & 15];
    }
  }

  private void need(long more) {
    long needed = length + more;
    if (needed > bytes.length) {
      if (needed > meter.rest()) {
        meter.add(needed);
      }

      long grown = Math.max(needed, bytes.length * 3L / 2);
      bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.min(grown, Integer.MAX_VALUE - 8L)));
    }
  }
}
