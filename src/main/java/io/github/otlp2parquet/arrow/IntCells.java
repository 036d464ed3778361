package io.github.otlp2parquet.arrow;

import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.FieldVector;

/** Cells of 32 bits. */
public final class IntCells extends Cells {
  private int[] values = new int[INITIAL_CELLS];

  IntCells(Staging staging) {
    super(staging);
    staging.reserve((long) values.length * Integer.BYTES);
  }

  public void set(int cell, int value) {
    if (cell >= values.length) {
      values = Arrays.copyOf(values, staging.grow(values.length, cell + 1L, Integer.BYTES));
    }

    values[cell] = value;
    setValid(cell);
  }

  int get(int cell) {
    return values[cell];
  }

  @Override
  void copyTo(FieldVector vector, int count) {
    BaseFixedWidthVector target = (BaseFixedWidthVector) vector;
    target.allocateNew(count);
    copyValidity(target.getValidityBuffer(), count);
    target
        .getDataBuffer()
        .nioBuffer(0, count * Integer.BYTES)
        .order(ByteOrder.nativeOrder())
        .asIntBuffer()
        .put(values, 0, Math.min(count, values.length));
  }

  @Override
  void clear() {
    if (values.length * (long) Integer.BYTES > KEPT_BYTES) {
      staging.release((values.length - INITIAL_CELLS) * (long) Integer.BYTES);
      values = new int[INITIAL_CELLS];
    }
  }
}
