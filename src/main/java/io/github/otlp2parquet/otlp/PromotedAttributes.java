package io.github.otlp2parquet.otlp;

import io.github.otlp2parquet.arrow.BooleanCells;
import io.github.otlp2parquet.arrow.Cells;
import io.github.otlp2parquet.arrow.DoubleCells;
import io.github.otlp2parquet.arrow.IntCells;
import io.github.otlp2parquet.arrow.LongCells;
import io.github.otlp2parquet.arrow.TextCells;
import io.github.otlp2parquet.table.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

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
    private final Cells cells;
    private boolean seen;

    Promoted(String key, Type.Primitive type, Cells cells) {
      this.key = key.getBytes(StandardCharsets.UTF_8);
      this.type = type;
      this.cells = cells;
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

  /** The list is over, or given up. */
  void reset() {
    for (Promoted one : all) {
      one.seen = false;
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
          Utf8.check(found.wire.bytes, found.start, length);
          meter.add(length);
          ((TextCells) one.cells).set(row, found.wire.bytes, found.start, length);
        }
      }
      case BOOLEAN -> {
        if (found.field == AnyValues.BOOL) {
          ((BooleanCells) one.cells).set(row, AnyValues.varint(found) != 0);
        }
      }
      case INT -> {
        if (found.field == AnyValues.INT) {
          setInt((IntCells) one.cells, AnyValues.varint(found), row);
        }
      }
      case LONG -> {
        if (found.field == AnyValues.INT) {
          ((LongCells) one.cells).set(row, AnyValues.varint(found));
        }
      }
      case DOUBLE -> {
        if (found.field == AnyValues.DOUBLE) {
          ((DoubleCells) one.cells).set(row, AnyValues.number(found));
        } else if (found.field == AnyValues.INT) {
          ((DoubleCells) one.cells).set(row, (double) AnyValues.varint(found));
        }
      }
      case TIMESTAMP -> throw new IllegalStateException("No attribute is a timestamp");
    }
  }

  private static void setInt(IntCells cells, long value, int row) {
    if (value == (int) value) {
      cells.set(row, (int) value);
    }
  }
}
