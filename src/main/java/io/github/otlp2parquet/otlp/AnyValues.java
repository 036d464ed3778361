package io.github.otlp2parquet.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes {@code AnyValue} and lists of {@code KeyValue} as JSON in a convention that can be read
 * back: string, bool and int are themselves; a double has '.' or an exponent, or is {@code
 * {"$double":"NaN"}}; bytes are {@code {"$bytes":"…"}}; no value is null; a list of key-values is an
 * object, or {@code {"$kvlist":[["k",v],…]}} where a key is repeated or begins with '$'.
 */
final class AnyValues {
  static final int STRING = 1;
  static final int BOOL = 2;
  static final int INT = 3;
  static final int DOUBLE = 4;
  static final int ARRAY = 5;
  static final int KVLIST = 6;
  static final int BYTES = 7;
  private static final int STRING_STRINDEX = 8;
  private static final int KEY_STRINDEX = 3;
  private static final int MAX_DEPTH = 64;

  /** Where {@code O(n²)} comparing of keys ends and hashing begins. */
  private static final int FEW_KEYS = 16;

  private final JsonText out;
  private long dictionaryIndexes;
  private int depth;

  AnyValues(JsonText out) {
    this.out = out;
  }

  /** How many {@code *_strindex} fields were met: of profiles only, treated as absent. */
  long dictionaryIndexes() {
    return dictionaryIndexes;
  }

  /** A value found in an {@code AnyValue}: its field number (0: none) and where its bytes are. */
  static final class Found {
    int field;
    Wire wire;
    int start;
    int end;

    Found(Wire wire) {
      this.wire = wire;
    }
  }

  /** A key and a value as parts of a message; no value has start and end -1. */
  static final class Pair {
    Wire keyWire;
    int keyStart;
    int keyEnd;
    Wire valueWire;
    int valueStart = -1;
    int valueEnd = -1;

    Pair(Wire wire) {
      keyWire = wire;
      valueWire = wire;
    }

    int keyLength() {
      return keyEnd - keyStart;
    }

    boolean keyEquals(Pair other) {
      return Arrays.equals(
          keyWire.bytes, keyStart, keyEnd, other.keyWire.bytes, other.keyStart, other.keyEnd);
    }
  }

  /** Which of the oneof the message holds: the last one given. Lists of one kind are merged. */
  Found find(Wire wire, int start, int end) {
    Found found = new Found(wire);
    int back = wire.position;
    wire.position = start;
    int outer = wire.open(end);
    while (wire.hasMore()) {
      int tag = wire.tag();
      int field = tag >>> 3;
      if (field >= STRING && field <= BYTES && (tag & 7) == wireType(field)) {
        value(wire, field, found);
      } else {
        dictionaryIndexes += field == STRING_STRINDEX ? 1 : 0;
        wire.skip(tag);
      }
    }

    wire.close(outer);
    wire.position = back;
    return found;
  }

  private static int wireType(int field) {
    return switch (field) {
      case BOOL, INT -> Wire.VARINT;
      case DOUBLE -> Wire.FIXED64;
      default -> Wire.BYTES;
    };
  }

  private static void value(Wire wire, int field, Found found) {
    int length = wireType(field) == Wire.BYTES ? wire.length() : 0;
    int start = wire.position;
    switch (wireType(field)) {
      case Wire.VARINT -> wire.varint();
      case Wire.FIXED64 -> wire.fixed64();
      default -> wire.position += length;
    }
    if ((field == ARRAY || field == KVLIST) && found.field == field) {
      found.wire = Wire.concat(found.wire, found.start, found.end, wire, start, wire.position);
      found.start = 0;
      found.end = found.wire.bytes.length;
    } else {
      if (field == STRING) {
        Utf8.check(wire.bytes, start, length);
      }

      found.field = field;
      found.wire = wire;
      found.start = start;
      found.end = wire.position;
    }
  }

  /** The pair that a {@code KeyValue} holds. */
  Pair pair(Wire wire, int start, int end) {
    Pair pair = new Pair(wire);
    int back = wire.position;
    wire.position = start;
    int outer = wire.open(end);
    while (wire.hasMore()) {
      int tag = wire.tag();
      if (tag == (1 << 3 | Wire.BYTES)) {
        int length = wire.length();
        pair.keyStart = wire.position;
        wire.position += length;
        pair.keyEnd = wire.position;
        Utf8.check(wire.bytes, pair.keyStart, length);
      } else if (tag == (2 << 3 | Wire.BYTES)) {
        int length = wire.length();
        addValue(pair, wire, wire.position, wire.position + length);
        wire.position += length;
      } else {
        dictionaryIndexes += tag >>> 3 == KEY_STRINDEX ? 1 : 0;
        wire.skip(tag);
      }
    }

    wire.close(outer);
    wire.position = back;
    return pair;
  }

  private static void addValue(Pair pair, Wire wire, int start, int end) {
    if (pair.valueStart < 0) {
      pair.valueStart = start;
      pair.valueEnd = end;
    } else {
      pair.valueWire =
          Wire.concat(pair.valueWire, pair.valueStart, pair.valueEnd, wire, start, end);
      pair.valueStart = 0;
      pair.valueEnd = pair.valueWire.bytes.length;
    }
  }

  /** Writes the value of a pair. */
  void write(Pair pair) {
    if (pair.valueStart < 0) {
      out.ascii("null");
    } else {
      write(find(pair.valueWire, pair.valueStart, pair.valueEnd));
    }
  }

  /** Writes a value. */
  void write(Found found) {
    byte[] bytes = found.wire.bytes;
    switch (found.field) {
      case 0 -> out.ascii("null");
      case STRING -> out.string(bytes, found.start, found.end - found.start);
      case BOOL -> out.ascii(varint(found) != 0 ? "true" : "false");
      case INT -> out.number(varint(found));
      case DOUBLE -> out.number(number(found));
      case BYTES -> {
        out.ascii("{\"$bytes\":\"");
        out.base64(bytes, found.start, found.end - found.start);
        out.ascii("\"}");
      }
      default -> nested(found);
    }
  }

  static long varint(Found found) {
    int back = found.wire.position;
    found.wire.position = found.start;
    long value = found.wire.varint();
    found.wire.position = back;
    return value;
  }

  static double number(Found found) {
    int back = found.wire.position;
    found.wire.position = found.start;
    double value = Double.longBitsToDouble(found.wire.fixed64());
    found.wire.position = back;
    return value;
  }

  private void nested(Found found) {
    if (depth == MAX_DEPTH) {
      throw new MalformedRequestException(
          "Cannot read a value: arrays and key-value lists nest deeper than " + MAX_DEPTH);
    }

    Parts elements = new Parts();
    elements.collect(found.wire, found.start, found.end);
    depth++;
    try {
      if (found.field == ARRAY) {
        writeArray(elements);
      } else {
        write(elements);
      }
    } finally {
      depth--;
    }
  }

  private void writeArray(Parts elements) {
    out.put('[');
    for (int i = 0; i < elements.count(); i++) {
      comma(i);
      write(find(elements.wire(), elements.start(i), elements.end(i)));
    }

    out.put(']');
  }

  /** Writes a list of key-values. */
  void write(Parts pairs) {
    Pair[] read = new Pair[pairs.count()];
    for (int i = 0; i < read.length; i++) {
      read[i] = pair(pairs.wire(), pairs.start(i), pairs.end(i));
    }

    write(read, read.length);
  }

  /** Writes the first {@code count} pairs. */
  void write(Pair[] pairs, int count) {
    boolean object = isObject(pairs, count);
    out.ascii(object ? "{" : "{\"$kvlist\":[");
    for (int i = 0; i < count; i++) {
      Pair pair = pairs[i];
      comma(i);
      if (!object) {
        out.put('[');
      }

      out.string(pair.keyWire.bytes, pair.keyStart, pair.keyLength());
      out.put(object ? ':' : ',');
      write(pair);
      if (!object) {
        out.put(']');
      }
    }

    out.ascii(object ? "}" : "]}");
  }

  private void comma(int i) {
    if (i > 0) {
      out.put(',');
    }
  }

  private static boolean isObject(Pair[] pairs, int count) {
    for (int i = 0; i < count; i++) {
      Pair pair = pairs[i];
      if (pair.keyLength() > 0 && pair.keyWire.bytes[pair.keyStart] == '$') {
        return false;
      }
    }

    return count <= FEW_KEYS ? areFewDistinct(pairs, count) : areDistinct(pairs, count);
  }

  private static boolean areFewDistinct(Pair[] pairs, int count) {
    for (int i = 1; i < count; i++) {
      for (int k = 0; k < i; k++) {
        if (pairs[i].keyLength() == pairs[k].keyLength() && pairs[i].keyEquals(pairs[k])) {
          return false;
        }
      }
    }

    return true;
  }

  private static boolean areDistinct(Pair[] pairs, int count) {
    Set<String> keys = HashSet.newHashSet(count);
    for (int i = 0; i < count; i++) {
      Pair pair = pairs[i];
      String key =
          new String(
              pair.keyWire.bytes,
              pair.keyStart,
              pair.keyLength(),
              StandardCharsets.UTF_8);
      if (!keys.add(key)) {
        return false;
      }
    }

    return true;
  }
}
