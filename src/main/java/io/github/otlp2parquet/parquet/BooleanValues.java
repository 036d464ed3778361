package io.github.otlp2parquet.parquet;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/** Booleans: a bit each, never in a dictionary. */
final class BooleanValues extends Values {
  private int[] bits = new int[0];
  private int trueCount;

  @Override
  void load(Leaf leaf, FieldVector vector, int[] indices, int valueCount) {
    count = valueCount;
    trueCount = 0;
    if (bits.length < count) {
      bits = new int[count];
    }

    MemorySegment data = Segments.of(vector.getDataBuffer(), (vector.getValueCount() + 7L) / 8);
    for (int i = 0; i < count; i++) {
      bits[i] = Segments.bit(data, indices[i]) ? 1 : 0;
      trueCount += bits[i];
    }
  }

  @Override
  boolean toIds(int uses, int maxBytes) {
    return false;
  }

  @Override
  int dictionarySize() {
    throw new IllegalStateException("Booleans have no dictionary");
  }

  @Override
  void writeDictionary(Buffer out) {
    throw new IllegalStateException("Booleans have no dictionary");
  }

  @Override
  int fit(int from, int to, int bytes) {
    return to - from;
  }

  @Override
  void writePlain(int from, int to, Buffer out) {
    RunLengths.bits(bits, from, to, 1, out);
  }

  @Override
  long nanCount() {
    return 0;
  }

  @Override
  @Nullable ByteBuffer min() {
    return count == 0 ? null : one(trueCount == count);
  }

  @Override
  @Nullable ByteBuffer max() {
    return count == 0 ? null : one(trueCount > 0);
  }

  private static ByteBuffer one(boolean value) {
    return ByteBuffer.wrap(new byte[] {(byte) (value ? 1 : 0)});
  }

  @Override
  void trim(int kept) {
    if (bits.length > kept) {
      bits = new int[0];
    }
  }
}
