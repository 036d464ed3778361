package io.github.otlp2parquet.parquet;

import io.github.otlp2parquet.table.Type;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/** Numbers and times of four or eight bytes. */
final class FixedValues extends Values {
  private final NumberDictionary dictionary = new NumberDictionary();
  private long[] values = new long[0];
  private int width;
  private boolean bounded;
  private boolean real;
  private long least;
  private long greatest;
  private long nans;

  @Override
  void load(Leaf leaf, FieldVector vector, int[] indices, int valueCount) {
    count = valueCount;
    bounded = leaf.bounded();
    real = leaf.type() == Type.Primitive.DOUBLE;
    width = leaf.type() == Type.Primitive.INT ? Integer.BYTES : Long.BYTES;
    if (values.length < count) {
      values = new long[count];
    }

    MemorySegment data = Segments.of(vector.getDataBuffer(), (long) vector.getValueCount() * width);
    if (width == Integer.BYTES) {
      for (int i = 0; i < count; i++) {
        values[i] = data.getAtIndex(Segments.INT, indices[i]);
      }
    } else {
      for (int i = 0; i < count; i++) {
        values[i] = data.getAtIndex(Segments.LONG, indices[i]);
      }
    }

    if (real) {
      measureReal();
    } else if (bounded) {
      measure();
    }
  }

  private void measure() {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }

    least = min;
    greatest = max;
  }

  private void measureReal() {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    nans = 0;
    for (int i = 0; i < count; i++) {
      double value = Double.longBitsToDouble(values[i]);
      nans += Double.isNaN(value) ? 1 : 0;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }

    // parquet.thrift, ColumnOrder: a least value of 0 is written as -0, a greatest as +0.
    least = Double.doubleToRawLongBits(min == 0 ? -0.0 : min);
    greatest = Double.doubleToRawLongBits(max == 0 ? 0.0 : max);
  }

  @Override
  boolean toIds(int uses, int maxBytes) {
    growIds(count);
    dictionary.clear();
    for (int i = 0; i < count; i++) {
      int id = dictionary.add(values[i]);
      if (id < 0 || (long) id * width >= maxBytes || hopeless(i + 1, id + 1, uses)) {
        return false;
      }

      ids[i] = id;
    }

    long bytes = (long) dictionary.size() * width;
    return count > 0 && pays((long) uses * width, uses, bytes, dictionary.size());
  }

  @Override
  int dictionarySize() {
    return dictionary.size();
  }

  @Override
  void writeDictionary(Buffer out) {
    write(dictionary.values(), 0, dictionary.size(), out);
  }

  @Override
  int fit(int from, int to, int bytes) {
    return Math.max(1, Math.min(to - from, bytes / width));
  }

  @Override
  void writePlain(int from, int to, Buffer out) {
    write(values, from, to, out);
  }

  private void write(long[] source, int from, int to, Buffer out) {
    out.ensure(Math.multiplyExact(to - from, width));
    byte[] bytes = out.bytes;
    int position = out.size;
    if (width == Integer.BYTES) {
      for (int i = from; i < to; i++, position += Integer.BYTES) {
        Buffer.INT.set(bytes, position, (int) source[i]);
      }
    } else {
      for (int i = from; i < to; i++, position += Long.BYTES) {
        Buffer.LONG.set(bytes, position, source[i]);
      }
    }

    out.size = position;
  }

  @Override
  long nanCount() {
    return real ? nans : 0;
  }

  @Override
  @Nullable ByteBuffer min() {
    return bound(least);
  }

  @Override
  @Nullable ByteBuffer max() {
    return bound(greatest);
  }

  /** None beside a NaN: engines differ in where they sort it. */
  private @Nullable ByteBuffer bound(long value) {
    if (!bounded || count == 0 || nanCount() > 0) {
      return null;
    }

    ByteBuffer bytes = ByteBuffer.allocate(width).order(ByteOrder.LITTLE_ENDIAN);
    return (width == Integer.BYTES ? bytes.putInt((int) value) : bytes.putLong(value)).flip();
  }

  @Override
  void trim(int kept) {
    trimIds(kept);
    dictionary.trim(kept);
    if (values.length > kept) {
      values = new long[0];
    }
  }
}
