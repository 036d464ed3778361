package io.github.otlp2parquet.arrow;

import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;

/**
 * A column that is being filled: plain arrays, which are kept for the next batch, since setting a
 * value in an Arrow vector costs several checks. A cell that is never set is null; the last value
 * set for a cell counts, if no later cell was set in between.
 */
public abstract sealed class Cells
    permits LongCells, IntCells, DoubleCells, BooleanCells, TextCells, ListCells {
  static final int INITIAL_CELLS = 1024;

  /** Arrays of more bytes are not kept. */
  static final int KEPT_BYTES = 512 << 10;

  final Staging staging;
  private byte[] valid;
  private int end;

  Cells(Staging staging) {
    this.staging = staging;
    this.valid = new byte[INITIAL_CELLS / Byte.SIZE];
    staging.reserve(valid.length);
  }

  /** Makes a cell null. */
  public final void setNull(int cell) {
    if (cell < end) {
      valid[cell >> 3] &= (byte) ~(1 << (cell & 7));
    }
  }

  /** Takes back all cells from this one on. */
  public void forget(int cell) {
    for (int i = cell; i < end; i++) {
      valid[i >> 3] &= (byte) ~(1 << (i & 7));
    }

    end = Math.min(end, cell);
  }

  /** Marks a cell as set. */
  final void setValid(int cell) {
    int at = cell >> 3;
    if (at >= valid.length) {
      valid = Arrays.copyOf(valid, staging.grow(valid.length, at + 1L, 1));
    }

    valid[at] |= (byte) (1 << (cell & 7));
    end = Math.max(end, cell + 1);
  }

  /** Moves the first cells into a vector, and empties this. */
  final void moveTo(FieldVector vector, int count) {
    copyTo(vector, count);
    reset();
  }

  /** Empties the column, and lets go of large arrays. */
  final void reset() {
    Arrays.fill(valid, 0, Math.min(valid.length, (end >> 3) + 1), (byte) 0);
    end = 0;
    if (valid.length > KEPT_BYTES) {
      staging.release(valid.length - INITIAL_CELLS / Byte.SIZE);
      valid = new byte[INITIAL_CELLS / Byte.SIZE];
    }

    clear();
  }

  abstract void copyTo(FieldVector vector, int count);

  /** The part of {@link #reset} that is the kind's own. */
  abstract void clear();

  final void copyValidity(ArrowBuf buffer, int count) {
    int bytes = (count + 7) >> 3;
    int present = Math.min(bytes, valid.length);
    buffer.setBytes(0, valid, 0, present);
    buffer.setZero(present, bytes - present);
  }
}
