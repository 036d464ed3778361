package io.github.otlp2parquet.arrow;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;

/** Cells of UTF-8, which is not checked here. */
public final class TextCells extends Cells {
  private static final int INITIAL_BYTES = 4096;
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  /** The two digits of each byte, as they lie in memory. */
  private static final short[] HEX = hex();

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int[] starts = new int[INITIAL_CELLS];
  private int length;

  /** The last cell with bytes; the cells up to it have a start. */
  private int last = -1;

  TextCells(Staging staging) {
    super(staging);
    staging.reserve(bytes.length + (long) starts.length * Integer.BYTES);
  }

  public void set(int cell, byte[] source, int offset, int count) {
    int at = begin(cell, count);
    System.arraycopy(source, offset, bytes, at, count);
  }

  /** Sets a cell to the lower-case hex of bytes. */
  public void setHex(int cell, byte[] source, int offset, int count) {
    int at = begin(cell, 2L * count);
    for (int i = offset; i < offset + count; i++) {
      SHORT.set(bytes, at, HEX[source[i] & 0xff]);
      at += 2;
    }
  }

  @Override
  public void forget(int cell) {
    super.forget(cell);
    if (last >= cell) {
      length = starts[cell];
      last = cell - 1;
    }
  }

  /** Makes room for a cell's bytes; returns where they go. */
  private int begin(int cell, long count) {
    if (cell >= starts.length) {
      starts = Arrays.copyOf(starts, staging.grow(starts.length, cell + 1L, Integer.BYTES));
    }

    if (last >= cell) {
      length = starts[cell];
    }

    while (last < cell) {
      starts[++last] = length;
    }

    long end = length + count;
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, staging.grow(bytes.length, end, 1));
    }

    setValid(cell);
    int at = length;
    length = (int) end;
    return at;
  }

  @Override
  void copyTo(FieldVector vector, int count) {
    VarCharVector target = (VarCharVector) vector;
    int filled = Math.min(last + 1, count);
    target.allocateNew(length, count);
    copyValidity(target.getValidityBuffer(), count);
    target
        .getOffsetBuffer()
        .nioBuffer(0, filled * Integer.BYTES)
        .order(ByteOrder.nativeOrder())
        .asIntBuffer()
        .put(starts, 0, filled);
    target.getDataBuffer().setBytes(0, bytes, 0, length);
    for (int i = filled; i <= count; i++) {
      target.getOffsetBuffer().setInt((long) i * Integer.BYTES, length);
    }

    target.setLastSet(count - 1);
  }

  @Override
  void clear() {
    length = 0;
    last = -1;
    if (bytes.length > KEPT_BYTES) {
      staging.release(bytes.length - INITIAL_BYTES);
      bytes = new byte[INITIAL_BYTES];
    }

    if (starts.length * (long) Integer.BYTES > KEPT_BYTES) {
      staging.release((starts.length - INITIAL_CELLS) * (long) Integer.BYTES);
      starts = new int[INITIAL_CELLS];
    }
  }

  private static short[] hex() {
    short[] digits = new short[256];
    for (int i = 0; i < digits.length; i++) {
      int high = Character.forDigit(i >> 4, 16);
      int low = Character.forDigit(i & 15, 16);
      digits[i] = (short) (low << Byte.SIZE | high);
    }

    return digits;
  }
}
