package io.github.otlp2parquet.otlp;

import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/** Repeated fields that become lists; none are null. */
final class ListFields {
  private ListFields() {}

  /** Keeps where the row's elements begin and how many there are. */
  abstract static class Elements extends FieldReader {
    private final ListVector lists;
    private final Meter meter;
    private int start;
    private int count;

    Elements(ListVector lists, Meter meter) {
      this.lists = lists;
      this.meter = meter;
    }

    @Override
    final void begin(int row) {
      count = 0;
    }

    /** The index of a new element in the list's data vector. */
    final int next(int row) {
      if (count == 0) {
        start = lists.startNewValue(row);
      }

      meter.add(Long.BYTES);
      return start + count++;
    }

    @Override
    final void end(int row) {
      if (count == 0) {
        lists.setNull(row);
      } else {
        lists.endValue(row, count);
      }
    }
  }

  /** Numbers, packed or not. */
  abstract static class Numbers extends Elements {
    private final int wireType;

    Numbers(ListVector lists, int wireType, Meter meter) {
      super(lists, meter);
      this.wireType = wireType;
    }

    @Override
    final boolean accepts(int type) {
      return type == wireType || type == Wire.BYTES;
    }

    @Override
    final void read(Wire in, int type, int row) {
      if (type != Wire.BYTES) {
        element(in, next(row));
        return;
      }

      int length = in.length();
      int outer = in.open(in.position + length);
      while (in.hasMore()) {
        element(in, next(row));
      }

      in.close(outer);
    }

    abstract void element(Wire in, int index);
  }

  static Numbers counts(String name, ListVector lists, int wireType, Meter meter) {
    BigIntVector data = (BigIntVector) lists.getDataVector();
    return new Numbers(lists, wireType, meter) {
      @Override
      void element(Wire in, int index) {
        long value = wireType == Wire.VARINT ? in.varint() : in.fixed64();
        data.setSafe(index, NumberFields.signed(value, name));
      }
    };
  }

  static Numbers doubles(ListVector lists, Meter meter) {
    Float8Vector data = (Float8Vector) lists.getDataVector();
    return new Numbers(lists, Wire.FIXED64, meter) {
      @Override
      void element(Wire in, int index) {
        data.setSafe(index, Double.longBitsToDouble(in.fixed64()));
      }
    };
  }

  /** Messages as structs. */
  static final class Messages extends Elements {
    private final StructVector structs;
    private final MessageReader fields;

    Messages(ListVector lists, MessageReader fields, Meter meter) {
      super(lists, meter);
      this.structs = (StructVector) lists.getDataVector();
      this.fields = fields;
    }

    @Override
    boolean accepts(int wireType) {
      return wireType == Wire.BYTES;
    }

    @Override
    void read(Wire in, int wireType, int row) {
      int length = in.length();
      int element = next(row);
      structs.setIndexDefined(element);
      fields.readAll(in, in.position, in.position + length, element);
    }
  }
}
