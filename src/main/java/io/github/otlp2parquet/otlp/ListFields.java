package io.github.otlp2parquet.otlp;

import io.github.otlp2parquet.arrow.DoubleCells;
import io.github.otlp2parquet.arrow.ListCells;
import io.github.otlp2parquet.arrow.LongCells;

/** Repeated fields that become lists; none are null. */
final class ListFields {
  private ListFields() {}

  /** Numbers, packed or not. */
  abstract static class Numbers extends FieldReader {
    private final ListCells lists;
    private final int wireType;
    private final Meter meter;

    Numbers(ListCells lists, int wireType, Meter meter) {
      this.lists = lists;
      this.wireType = wireType;
      this.meter = meter;
    }

    @Override
    final boolean accepts(int type) {
      return type == wireType || type == Wire.BYTES;
    }

    @Override
    final void read(Wire in, int type, int row) {
      if (type != Wire.BYTES) {
        next(in, row);
        return;
      }

      int length = in.length();
      int outer = in.open(in.position + length);
      while (in.hasMore()) {
        next(in, row);
      }

      in.close(outer);
    }

    private void next(Wire in, int row) {
      meter.add(Long.BYTES);
      take(in, lists.add(row));
    }

    abstract void take(Wire in, int element);

    @Override
    final void end(int row) {}

    @Override
    final void reset() {}
  }

  static Numbers counts(String name, ListCells lists, int wireType, Meter meter) {
    LongCells elements = (LongCells) lists.elements().getFirst();
    return new Numbers(lists, wireType, meter) {
      @Override
      void take(Wire in, int element) {
        long value = wireType == Wire.VARINT ? in.varint() : in.fixed64();
        elements.set(element, NumberFields.signed(value, name, meter));
      }
    };
  }

  static Numbers doubles(ListCells lists, Meter meter) {
    DoubleCells elements = (DoubleCells) lists.elements().getFirst();
    return new Numbers(lists, Wire.FIXED64, meter) {
      @Override
      void take(Wire in, int element) {
        elements.set(element, Double.longBitsToDouble(in.fixed64()));
      }
    };
  }

  /** Messages as structs. */
  static final class Messages extends FieldReader {
    private final ListCells lists;
    private final MessageReader fields;
    private final Meter meter;

    Messages(ListCells lists, MessageReader fields, Meter meter) {
      this.lists = lists;
      this.fields = fields;
      this.meter = meter;
    }

    @Override
    boolean accepts(int wireType) {
      return wireType == Wire.BYTES;
    }

    @Override
    void read(Wire in, int wireType, int row) {
      int length = in.length();
      meter.add(Long.BYTES);
      fields.readAll(in, in.position, in.position + length, lists.add(row));
    }

    @Override
    void end(int row) {}

    @Override
    void reset() {
      fields.reset();
    }
  }
}
