package io.github.otlp2parquet.otlp;

import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;

/** Fields that are one number. */
final class NumberFields {
  private NumberFields() {}

  /** A field of one wire type that is null or 0 when absent. */
  abstract static class Scalar extends FieldReader {
    private final int wireType;
    private final Meter meter;
    private boolean present;

    Scalar(int wireType, Meter meter) {
      this.wireType = wireType;
      this.meter = meter;
    }

    @Override
    final void begin(int row) {
      present = false;
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
    }

    abstract void take(Wire in, int row);

    abstract void absent(int row);
  }

  /** Nanoseconds since 1970; 0 is null. */
  static final class Nanos extends Scalar {
    private final String name;
    private final BigIntVector vector;
    private long value;

    Nanos(String name, BigIntVector vector, Meter meter) {
      super(Wire.FIXED64, meter);
      this.name = name;
      this.vector = vector;
    }

    /** The row's value; 0 where it has none. */
    long value() {
      return value;
    }

    @Override
    void take(Wire in, int row) {
      value = signed(in.fixed64(), name);
      if (value == 0) {
        vector.setNull(row);
      } else {
        vector.setSafe(row, value);
      }
    }

    @Override
    void absent(int row) {
      value = 0;
      vector.setNull(row);
    }
  }

  /** A count of 64 bits. */
  static final class Fixed64 extends Scalar {
    private final String name;
    private final BigIntVector vector;

    Fixed64(String name, BigIntVector vector, Meter meter) {
      super(Wire.FIXED64, meter);
      this.name = name;
      this.vector = vector;
    }

    @Override
    void take(Wire in, int row) {
      vector.setSafe(row, signed(in.fixed64(), name));
    }

    @Override
    void absent(int row) {
      vector.setSafe(row, 0);
    }
  }

  /** An unsigned number of 32 bits, of either encoding. */
  static final class Unsigned extends Scalar {
    private final int wireType;
    private final BigIntVector vector;

    Unsigned(int wireType, BigIntVector vector, Meter meter) {
      super(wireType, meter);
      this.wireType = wireType;
      this.vector = vector;
    }

    @Override
    void take(Wire in, int row) {
      int value = wireType == Wire.VARINT ? (int) in.varint() : in.fixed32();
      vector.setSafe(row, Integer.toUnsignedLong(value));
    }

    @Override
    void absent(int row) {
      vector.setSafe(row, 0);
    }
  }

  /** A signed number of 32 bits. */
  static final class Int extends Scalar {
    private final boolean zigZag;
    private final IntVector vector;

    private Int(boolean zigZag, IntVector vector, Meter meter) {
      super(Wire.VARINT, meter);
      this.zigZag = zigZag;
      this.vector = vector;
    }

    static Int int32(IntVector vector, Meter meter) {
      return new Int(false, vector, meter);
    }

    static Int sint32(IntVector vector, Meter meter) {
      return new Int(true, vector, meter);
    }

    @Override
    void take(Wire in, int row) {
      int value = (int) in.varint();
      vector.setSafe(row, zigZag ? value >>> 1 ^ -(value & 1) : value);
    }

    @Override
    void absent(int row) {
      vector.setSafe(row, 0);
    }
  }

  static final class Bool extends Scalar {
    private final BitVector vector;

    Bool(BitVector vector, Meter meter) {
      super(Wire.VARINT, meter);
      this.vector = vector;
    }

    @Override
    void take(Wire in, int row) {
      vector.setSafe(row, in.varint() != 0 ? 1 : 0);
    }

    @Override
    void absent(int row) {
      vector.setSafe(row, 0);
    }
  }

  static final class Float64 extends Scalar {
    private final boolean optional;
    private final Float8Vector vector;

    private Float64(boolean optional, Float8Vector vector, Meter meter) {
      super(Wire.FIXED64, meter);
      this.optional = optional;
      this.vector = vector;
    }

    static Float64 zeroIfAbsent(Float8Vector vector, Meter meter) {
      return new Float64(false, vector, meter);
    }

    static Float64 nullIfAbsent(Float8Vector vector, Meter meter) {
      return new Float64(true, vector, meter);
    }

    @Override
    void take(Wire in, int row) {
      vector.setSafe(row, Double.longBitsToDouble(in.fixed64()));
    }

    @Override
    void absent(int row) {
      if (optional) {
        vector.setNull(row);
      } else {
        vector.setSafe(row, 0);
      }
    }
  }

  /**
   * The two members of a point's oneof, of which the last given counts: {@code as_double} is in one
   * column, {@code as_int} in both.
   */
  static final class Point {
    private final Float8Vector doubles;
    private final BigIntVector ints;
    private final Meter meter;

    Point(Float8Vector doubles, BigIntVector ints, Meter meter) {
      this.doubles = doubles;
      this.ints = ints;
      this.meter = meter;
    }

    FieldReader asDouble() {
      return new Member() {
        @Override
        void take(long bits, int row) {
          doubles.setSafe(row, Double.longBitsToDouble(bits));
          ints.setNull(row);
        }
      };
    }

    FieldReader asInt() {
      return new Member() {
        @Override
        void take(long bits, int row) {
          doubles.setSafe(row, (double) bits);
          ints.setSafe(row, bits);
        }
      };
    }

    private abstract class Member extends FieldReader {
      @Override
      void begin(int row) {
        doubles.setNull(row);
        ints.setNull(row);
      }

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
    }
  }

  /** Columns are signed: what does not fit rejects the record. */
  static long signed(long value, String name) {
    if (value < 0) {
      throw new RejectedRecordException(name + " is 2^63 or more");
    }

    return value;
  }
}
