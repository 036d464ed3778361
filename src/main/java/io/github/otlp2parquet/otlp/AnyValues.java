package io.github.otlp2parquet.otlp;

import java.util.Arrays;

/**
 * Writes {@code AnyValue} and lists of {@code KeyValue} as JSON in a convention that can be read
 * back: string, bool and int are themselves; a double has '.' or an exponent, or is {@code
 * {"$double":"NaN"}}; bytes are {@code {"$bytes":"…"}}; no value is null; a list of key-values is
 * an object, or {@code {"$kvlist":[["k",v],…]}} where a key is repeated or begins with '$'.
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

  /** Where {@code O(n²)} comparing of keys ends and sorting begins. */
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

    /** Whether a reader of the JSON would take the key for one of the convention's own. */
    boolean isReserved() {
      return keyLength() > 0 && keyWire.bytes[keyStart] == '$';
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
      if (found.field == STRING) {
        Utf8.check(found.wire.bytes, found.start, found.end - found.start);
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
        Utf8.check(wire.bytes, pair.keyStart, pair.keyLength());
        int length = wire.length();
        pair.keyStart = wire.position;
        wire.position += length;
        pair.keyEnd = wire.position;
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

    depth++;
    try {
      if (found.field == ARRAY) {
        writeArray(found);
      } else {
        Parts pairs = new Parts();
        pairs.collect(found.wire, found.start, found.end);
        write(pairs, pair -> {});
      }
    } finally {
      depth--;
    }
  }

  private void writeArray(Found array) {
    out.put('[');
    int[] count = {0};
    array.wire.eachFirst(
        array.start,
        array.end,
        (start, end) -> {
          comma(count[0]++);
          write(find(array.wire, start, end));
        });
    out.put(']');
  }

  /** Sees each pair of a list as it is written. */
  interface PairVisitor {
    void visit(Pair pair);
  }

  /** Writes a list of key-values. Long lists are read twice rather than held. */
  void write(Parts parts, PairVisitor visitor) {
    Pair[] few = new Pair[parts.count() <= FEW_KEYS ? parts.count() : 0];
    for (int i = 0; i < few.length; i++) {
      few[i] = pair(parts, i);
    }

    boolean object = few.length == parts.count() ? isObject(few) : isObject(parts);
    out.ascii(object ? "{" : "{\"$kvlist\":[");
    for (int i = 0; i < parts.count(); i++) {
      Pair pair = few.length == parts.count() ? few[i] : pair(parts, i);
      visitor.visit(pair);
      comma(i);
      write(pair, object);
    }

    out.ascii(object ? "}" : "]}");
  }

  private void write(Pair pair, boolean member) {
    if (!member) {
      out.put('[');
    }

    out.string(pair.keyWire.bytes, pair.keyStart, pair.keyLength());
    out.put(member ? ':' : ',');
    write(pair);
    if (!member) {
      out.put(']');
    }
  }

  private void comma(int i) {
    if (i > 0) {
      out.put(',');
    }
  }

  private static boolean isObject(Pair[] pairs) {
    for (int i = 0; i < pairs.length; i++) {
      if (pairs[i].isReserved()) {
        return false;
      }

      for (int k = 0; k < i; k++) {
        if (pairs[i].keyLength() == pairs[k].keyLength() && pairs[i].keyEquals(pairs[k])) {
          return false;
        }
      }
    }

    return true;
  }

  /** Sorts the keys, so that equal ones are neighbours, whatever an attacker sends. */
  private boolean isObject(Parts parts) {
    Parts keys = new Parts();
    for (int i = 0; i < parts.count(); i++) {
      Pair pair = pair(parts, i);
      if (pair.isReserved()) {
        return false;
      }

      keys.add(pair.keyWire, pair.keyStart, pair.keyEnd);
    }

    Integer[] order = new Integer[keys.count()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, keys::compare);
    for (int i = 1; i < order.length; i++) {
      if (keys.compare(order[i - 1], order[i]) == 0) {
        return false;
      }
    }

    return true;
  }

  private Pair pair(Parts parts, int i) {
    return pair(parts.wire(), parts.start(i), parts.end(i));
  }
}
