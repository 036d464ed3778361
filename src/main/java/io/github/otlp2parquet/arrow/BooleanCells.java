package io.github.otlp2parquet.arrow;

import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;

/** Cells that are true or false. */
public final class BooleanCells extends Cells {
  private final IntCells values;

  BooleanCells(Staging staging) {
    super(staging);
    values = new IntCells(staging);
  }

  public void set(int cell, boolean value) {
    values.set(cell, value ? 1 : 0);
    setValid(cell);
  }

  @Override
  void copyTo(FieldVector vector, int count) {
    BitVector target = (BitVector) vector;
    target.allocateNew(count);
    copyValidity(target.getValidityBuffer(), count);
    for (int i = 0; i < count; i++) {
      if (!target.isNull(i)) {
        target.set(i, values.get(i));
      }
    }
  }

  @Override
  void clear() {
    values.reset();
  }
}
