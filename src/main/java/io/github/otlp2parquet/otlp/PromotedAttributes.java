package io.github.otlp2parquet.otlp;

import io.github.otlp2parquet.table.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;

/**
 * The attributes of one list of key-values that have columns of their own. Of a repeated key the
 * first counts; a value of another type than the column's is null there, but an int fits a double.
 */
final class PromotedAttributes {
  private final List<Promoted> all;
  private final Promoted[][] byLength;
  private final Meter meter;

  /** An attribute's key and its column. */
  static final class Promoted {
    private final byte[] key;
    private final Type.Primitive type;
    private final FieldVector vector;
    private boolean seen;

    Promoted(String key, Type.Primitive type, FieldVector vector) {
      this.key = key.getBytes(StandardCharsets.UTF_8);
      this.type = type;
      this.vector = vector;
    }
  }

  PromotedAttributes(List<Promoted> promoted, Meter meter) {
    this.all = List.copyOf(promoted);
    this.meter = meter;
    int longest = promoted.stream().mapToInt(one -> one.key.length).max().orElse(0);
    byLength = new Promoted[longest + 1][];
    for (int length = 0; length <= longest; length++) {
      int wanted = length;
      byLength[length] =
          promoted.stream().filter(one -> one.key.length == wanted).toArray(Promoted[]::new);
    }
  }

  void begin(int row) {
    for (Promoted one : all) {
      one.seen = false;
      one.vector.setNull(row);
    }
  }

  void offer(AnyValues.Pair pair, AnyValues values, int row) {
    int length = pair.keyLength();
    if (length >= byLength.length) {
      return;
    }

    for (Promoted one : byLength[length]) {
      if (!one.seen
          && Arrays.equals(one.key, 0, length, pair.keyWire.bytes, pair.keyStart, pair.keyEnd)) {
        one.seen = true;
        if (pair.valueStart >= 0) {
          set(one, values.find(pair.valueWire, pair.valueStart, pair.valueEnd), row);
        }
      }
    }
  }

  private void set(Promoted one, AnyValues.Found found, int row) {
    switch (one.type) {
      case STRING -> {
        if (found.field == AnyValues.STRING) {
          int length = found.end - found.start;
          meter.add(length);
          ((VarCharVector) one.vector).setSafe(row, found.wire.bytes, found.start, length);
        }
      }
      case BOOLEAN -> {
        if (found.field == AnyValues.BOOL) {
          ((BitVector) one.vector).setSafe(row, AnyValues.varint(found) != 0 ? 1 : 0);
        }
      }
      case INT -> {
        if (found.field == AnyValues.INT) {
          setInt((IntVector) one.vector, AnyValues.varint(found), row);
        }
      }
      case LONG -> {
        if (found.field == AnyValues.INT) {
          ((BigIntVector) one.vector).setSafe(row, AnyValues.varint(found));
        }
      }
      case DOUBLE -> {
        if (found.field == AnyValues.DOUBLE) {
          ((Float8Vector) one.vector).setSafe(row, AnyValues.number(found));
        } else if (found.field == AnyValues.INT) {
          ((Float8Vector) one.vector).setSafe(row, (double) AnyValues.varint(found));
        }
      }
      case TIMESTAMP -> throw new IllegalStateException("No attribute is a timestamp");
    }
  }

  private static void setInt(IntVector vector, long value, int row) {
    if (value == (int) value) {
      vector.setSafe(row, (int) value);
    }
  }
}
