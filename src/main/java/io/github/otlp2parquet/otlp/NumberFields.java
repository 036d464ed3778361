package io.github.otlp2parquet.otlp;

import io.github.otlp2parquet.arrow.BooleanCells;
import io.github.otlp2parquet.arrow.DoubleCells;
import io.github.otlp2parquet.arrow.IntCells;
import io.github.otlp2parquet.arrow.LongCells;

/** Fields that are one number. */
final class NumberFields {
  private NumberFields() {}

  /** A field of one wire type that is null or 0 when absent. */
  abstract static class Scalar extends FieldReader {
    final Meter meter;
    private final int wireType;
    private boolean present;

    Scalar(int wireType, Meter meter) {
      this.wireType = wireType;
      this.meter = meter;
    }

    @Override
    final boolean accepts(int type) {
      return type == wireType;
    }

    @Override
    final void read(Wire in, int type, int row) {
      take(in, row);
      present = true;
    }

    @Override
    final void end(int row) {
      meter.add(Long.BYTES);
      if (!present) {
        absent(row);
      }

      present = false;
    }

    @Override
    final void reset() {
      present = false;
    }

    abstract void take(Wire in, int row);

    abstract void absent(int row);
  }

  /** Nanoseconds since 1970; 0 is null. */
  static final class Nanos extends Scalar {
    private final String name;
    private final LongCells cells;
    private long value;

    Nanos(String name, LongCells cells, Meter meter) {
      super(Wire.FIXED64, meter);
      this.name = name;
      this.cells = cells;
    }

    /** The row's value; 0 where it has none. */
    long value() {
      return value;
    }

    @Override
    void take(Wire in, int row) {
      value = signed(in.fixed64(), name, meter);
      if (value == 0) {
        cells.setNull(row);
      } else {
        cells.set(row, value);
      }
    }

    @Override
    void absent(int row) {
      value = 0;
    }
  }

  /** A count of 64 bits. */
  static final class Fixed64 extends Scalar {
    private final String name;
    private final LongCells cells;

    Fixed64(String name, LongCells cells, Meter meter) {
      super(Wire.FIXED64, meter);
      this.name = name;
      this.cells = cells;
    }

    @Override
    void take(Wire in, int row) {
      cells.set(row, signed(in.fixed64(), name, meter));
    }

    @Override
    void absent(int row) {
      cells.set(row, 0);
    }
  }

  /** An unsigned number of 32 bits, of either encoding. */
  static final class Unsigned extends Scalar {
    private final int wireType;
    private final LongCells cells;

    Unsigned(int wireType, LongCells cells, Meter meter) {
      super(wireType, meter);
      this.wireType = wireType;
      this.cells = cells;
    }

    @Override
    void take(Wire in, int row) {
      int value = wireType == Wire.VARINT ? (int) in.varint() : in.fixed32();
      cells.set(row, Integer.toUnsignedLong(value));
    }

    @Override
    void absent(int row) {
      cells.set(row, 0);
    }
  }

  /** A signed number of 32 bits. */
  static final class Int extends Scalar {
    private final boolean zigZag;
    private final IntCells cells;

    private Int(boolean zigZag, IntCells cells, Meter meter) {
      super(Wire.VARINT, meter);
      this.zigZag = zigZag;
      this.cells = cells;
    }

    static Int int32(IntCells cells, Meter meter) {
      return new Int(false, cells, meter);
    }

    static Int sint32(IntCells cells, Meter meter) {
      return new Int(true, cells, meter);
    }

    @Override
    void take(Wire in, int row) {
      int value = (int) in.varint();
      cells.set(row, zigZag ? value >>> 1 ^ -(value & 1) : value);
    }

    @Override
    void absent(int row) {
      cells.set(row, 0);
    }
  }

  static final class Bool extends Scalar {
    private final BooleanCells cells;

    Bool(BooleanCells cells, Meter meter) {
      super(Wire.VARINT, meter);
      this.cells = cells;
    }

    @Override
    void take(Wire in, int row) {
      cells.set(row, in.varint() != 0);
    }

    @Override
    void absent(int row) {
      cells.set(row, false);
    }
  }

  static final class Float64 extends Scalar {
    private final boolean optional;
    private final DoubleCells cells;

    private Float64(boolean optional, DoubleCells cells, Meter meter) {
      super(Wire.FIXED64, meter);
      this.optional = optional;
      this.cells = cells;
    }

    static Float64 zeroIfAbsent(DoubleCells cells, Meter meter) {
      return new Float64(false, cells, meter);
    }

    static Float64 nullIfAbsent(DoubleCells cells, Meter meter) {
      return new Float64(true, cells, meter);
    }

    @Override
    void take(Wire in, int row) {
      cells.set(row, Double.longBitsToDouble(in.fixed64()));
    }

    @Override
    void absent(int row) {
      if (!optional) {
        cells.set(row, 0);
      }
    }
  }

  /**
   * The two members of a point's oneof, of which the last given counts: {@code as_double} is in one
   * column, {@code as_int} in both.
   */
  static final class Point {
    private final DoubleCells doubles;
    private final LongCells ints;
    private final Meter meter;

    Point(DoubleCells doubles, LongCells ints, Meter meter) {
      this.doubles = doubles;
      this.ints = ints;
      this.meter = meter;
    }

    FieldReader asDouble() {
      return new Member() {
        @Override
        void take(long bits, int row) {
          doubles.set(row, Double.longBitsToDouble(bits));
          ints.setNull(row);
        }
      };
    }

    FieldReader asInt() {
      return new Member() {
        @Override
        void take(long bits, int row) {
          doubles.set(row, (double) bits);
          ints.set(row, bits);
        }
      };
    }

    private abstract class Member extends FieldReader {
      @Override
      boolean accepts(int wireType) {
        return wireType == Wire.FIXED64;
      }

      @Override
      void read(Wire in, int wireType, int row) {
        take(in.fixed64(), row);
      }

      abstract void take(long bits, int row);

      @Override
      void end(int row) {
        meter.add(Long.BYTES);
      }

      @Override
      void reset() {}
    }
  }

  /** Columns are signed: what does not fit rejects the record. */
  static long signed(long value, String name, Meter meter) {
    if (value < 0) {
      meter.reject(name + " is 2^63 or more");
    }

    return value;
  }
}
