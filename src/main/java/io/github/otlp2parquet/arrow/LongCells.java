package io.github.otlp2parquet.arrow;

import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.FieldVector;

/** Cells of 64 bits: numbers, and times in microseconds. */
public final class LongCells extends Cells {
  private long[] values = new long[INITIAL_CELLS];

  LongCells(Staging staging) {
    super(staging);
    staging.reserve((long) values.length * Long.BYTES);
  }

  public void set(int cell, long value) {
    if (cell >= values.length) {
      values = Arrays.copyOf(values, staging.grow(values.length, cell + 1L, Long.BYTES));
    }

    values[cell] = value;
    setValid(cell);
  }

  @Override
  void copyTo(FieldVector vector, int count) {
    BaseFixedWidthVector target = (BaseFixedWidthVector) vector;
    target.allocateNew(count);
    copyValidity(target.getValidityBuffer(), count);
    target
        .getDataBuffer()
        .nioBuffer(0, count * Long.BYTES)
        .order(ByteOrder.nativeOrder())
        .asLongBuffer()
        .put(values, 0, Math.min(count, values.length));
  }

  @Override
  void clear() {
    if (values.length * (long) Long.BYTES > KEPT_BYTES) {
      staging.release((values.length - INITIAL_CELLS) * (long) Long.BYTES);
      values = new long[INITIAL_CELLS];
    }
  }
}
