package io.github.otlp2parquet.arrow;

import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/** Cells that are lists, of values or of structs. Their elements are cells of other columns. */
public final class ListCells extends Cells {
  private final IntCells starts;
  private final List<Cells> elements;
  private int count;

  /** The last cell with elements; the cells up to it have a start. */
  private int last = -1;

  /**
   * @param elements the column of the values, or one column a field of the structs
   */
  ListCells(Staging staging, List<Cells> elements) {
    super(staging);
    this.starts = new IntCells(staging);
    this.elements = elements;
  }

  /** The values, or the fields of the structs in their order. */
  public List<Cells> elements() {
    return elements;
  }

  /** Adds an element to a cell, which is the last one so far; returns the element's number. */
  public int add(int cell) {
    if (last < cell) {
      while (last < cell) {
        starts.set(++last, count);
      }

      setValid(cell);
    }

    return count++;
  }

  @Override
  public void forget(int cell) {
    super.forget(cell);
    if (last >= cell) {
      count = starts.get(cell);
      last = cell - 1;
      elements.forEach(column -> column.forget(count));
    }
  }

  @Override
  void copyTo(FieldVector vector, int cells) {
    ListVector target = (ListVector) vector;
    target.setInitialCapacity(cells);
    target.allocateNew();
    copyValidity(target.getValidityBuffer(), cells);
    for (int i = 0; i <= cells; i++) {
      target.getOffsetBuffer().setInt((long) i * Integer.BYTES, i <= last ? starts.get(i) : count);
    }

    target.setLastSet(cells - 1);
    copyElements(target.getDataVector());
  }

  private void copyElements(FieldVector data) {
    if (!(data instanceof StructVector structs)) {
      elements.getFirst().moveTo(data, count);
      data.setValueCount(count);
      return;
    }

    structs.setInitialCapacity(count);
    structs.allocateNew();
    structs.getValidityBuffer().setOne(0L, (count + 7L) / Byte.SIZE);
    for (int i = 0; i < elements.size(); i++) {
      elements.get(i).moveTo((FieldVector) structs.getChildByOrdinal(i), count);
    }

    structs.setValueCount(count);
  }

  @Override
  void clear() {
    starts.reset();
    elements.forEach(Cells::reset);
    count = 0;
    last = -1;
  }
}
