package io.github.otlp2parquet.arrow;

import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.FieldVector;

/** Cells of doubles, whose bits are kept. */
public final class DoubleCells extends Cells {
  private double[] values = new double[INITIAL_CELLS];

  DoubleCells(Staging staging) {
    super(staging);
    staging.reserve((long) values.length * Double.BYTES);
  }

  public void set(int cell, double value) {
    if (cell >= values.length) {
      values = Arrays.copyOf(values, staging.grow(values.length, cell + 1L, Double.BYTES));
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
        .nioBuffer(0, count * Double.BYTES)
        .order(ByteOrder.nativeOrder())
        .asDoubleBuffer()
        .put(values, 0, Math.min(count, values.length));
  }

  @Override
  void clear() {
    if (values.length * (long) Double.BYTES > KEPT_BYTES) {
      staging.release((values.length - INITIAL_CELLS) * (long) Double.BYTES);
      values = new double[INITIAL_CELLS];
    }
  }
}
