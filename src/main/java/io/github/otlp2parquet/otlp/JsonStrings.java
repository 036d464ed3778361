package io.github.otlp2parquet.otlp;

import java.nio.charset.StandardCharsets;

/**
 * JSON strings, from the request's bytes to the wire without becoming Java strings: what needs no
 * escape is checked to be UTF-8 and copied as it is.
 *
 * <p>Positions are indexes into the request of a string's first byte, after its opening quote.
 */
final class JsonStrings {
  private final byte[] json;
  private final WireWriter out;

  JsonStrings(byte[] json, WireWriter out) {
    this.json = json;
    this.out = out;
  }

  /** Writes a string and its length. */
  void text(int start) throws JsonFault {
    int end = JsonUtf8.plainEnd(json, start);
    if (json[end] == '"') {
      out.varint(end - start);
      out.bytes(json, start, end);
      return;
    }

    int begin = out.beginLength(WireWriter.PADDED);
    unescape(start, end);
    out.endLength(begin, WireWriter.PADDED);
  }

  /** Writes the bytes that a string in hexadecimal, of any even length, stands for. */
  void id(int start) throws JsonFault {
    int begin = out.beginLength(1);
    int end = JsonUtf8.plainEnd(json, start);
    if (json[end] == '"') {
      out.reserve((end - start) / 2);
      out.resize(JsonBytes.hex(json, start, end, out.array(), begin));
    } else {
      unescape(start, end);
      out.resize(JsonBytes.hex(out.array(), begin, out.size(), out.array(), begin));
    }

    out.endLength(begin, 1);
  }

  /** Writes the bytes that a string in base64 stands for. */
  void base64(int start) throws JsonFault {
    int begin = out.beginLength(WireWriter.PADDED);
    int end = JsonUtf8.plainEnd(json, start);
    if (json[end] == '"') {
      out.reserve(JsonBytes.base64Size(end - start));
      out.resize(JsonBytes.base64(json, start, end, out.array(), begin));
    } else {
      unescape(start, end);
      out.resize(JsonBytes.base64(out.array(), begin, out.size(), out.array(), begin));
    }

    out.endLength(begin, WireWriter.PADDED);
  }

  /**
   * A string that can only be a number or a name.
   *
   * @throws JsonFault if it is longer than either
   */
  String token(int start) throws JsonFault {
    int begin = out.size();
    unescape(start, JsonUtf8.plainEnd(json, start));
    int length = out.size() - begin;
    out.resize(begin);
    if (length > JsonNumbers.MAX_LENGTH) {
      throw JsonNumbers.notANumber();
    }

    return new String(out.array(), begin, length, StandardCharsets.UTF_8);
  }

  /** The value of a string of 1 to 19 digits and nothing else, or -1: most numbers are such. */
  long digits(int start) {
    long value = 0;
    int limit = Math.min(json.length, start + 20);
    for (int i = start; i < limit; i++) {
      int digit = json[i] - '0';
      if (digit < 0 || digit > 9) {
        return json[i] == '"' && i > start ? value : -1;
      }

      value = value * 10 + digit;
    }

    return -1;
  }

  /**
   * Appends the string from {@code start}, of which all before {@code plainEnd} needs no change.
   */
  private void unescape(int start, int plainEnd) throws JsonFault {
    int from = start;
    int end = plainEnd;
    while (json[end] == '\\') {
      out.bytes(json, from, end);
      from = escape(end + 1);
      end = JsonUtf8.plainEnd(json, from);
    }

    out.bytes(json, from, end);
  }

  /** Appends what an escape stands for; {@code at} is behind the backslash. */
  private int escape(int at) throws JsonFault {
    if (at >= json.length) {
      throw JsonUtf8.unended();
    }

    switch (json[at]) {
      case '"', '\\', '/' -> out.singleByte(json[at]);
      case 'b' -> out.singleByte('\b');
      case 'f' -> out.singleByte('\f');
      case 'n' -> out.singleByte('\n');
      case 'r' -> out.singleByte('\r');
      case 't' -> out.singleByte('\t');
      case 'u' -> {
        return unicodeEscape(at + 1);
      }
      default -> throw badEscape();
    }

    return at + 1;
  }

  private int unicodeEscape(int at) throws JsonFault {
    char unit = codeUnit(at);
    if (!Character.isSurrogate(unit)) {
      codePoint(unit);
      return at + 4;
    }

    boolean pairFollows = at + 5 < json.length && json[at + 4] == '\\' && json[at + 5] == 'u';
    char low = Character.isHighSurrogate(unit) && pairFollows ? codeUnit(at + 6) : 0;
    if (!Character.isLowSurrogate(low)) {
      throw new JsonFault("has a lone surrogate");
    }

    codePoint(Character.toCodePoint(unit, low));
    return at + 10;
  }

  private char codeUnit(int at) throws JsonFault {
    if (at + 4 > json.length) {
      throw JsonUtf8.unended();
    }

    int unit = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = Character.digit(json[i], 16);
      if (digit < 0) {
        throw badEscape();
      }

      unit = (unit << 4) | digit;
    }

    return (char) unit;
  }

  private void codePoint(int point) {
    if (point < 0x80) {
      out.singleByte(point);
    } else if (point < 0x800) {
      out.singleByte(0xC0 | (point >> 6));
      continuation(point);
    } else if (point < 0x1_0000) {
      out.singleByte(0xE0 | (point >> 12));
      continuation(point >> 6);
      continuation(point);
    } else {
      out.singleByte(0xF0 | (point >> 18));
      continuation(point >> 12);
      continuation(point >> 6);
      continuation(point);
    }
  }

  private void continuation(int bits) {
    out.singleByte(0x80 | (bits & 0x3F));
  }

  private static JsonFault badEscape() {
    return new JsonFault("has an escape that JSON does not know");
  }
}
