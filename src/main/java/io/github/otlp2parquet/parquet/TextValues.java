package io.github.otlp2parquet.parquet;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/** Texts in UTF-8. */
final class TextValues extends Values {
  private final TextDictionary dictionary = new TextDictionary();
  private final TextBounds bounds = new TextBounds();
  private MemorySegment data = MemorySegment.NULL;
  private int[] starts = new int[0];
  private int[] lengths = new int[0];
  private boolean bounded;
  private long plainBytes;

  @Override
  void load(Leaf leaf, FieldVector vector, int[] indices, int valueCount) {
    count = valueCount;
    bounded = leaf.bounded();
    bounds.clear();
    if (starts.length < count) {
      starts = new int[count];
      lengths = new int[count];
    }

    int all = vector.getValueCount();
    MemorySegment offsets =
        Segments.of(vector.getOffsetBuffer(), all == 0 ? 0 : (all + 1L) * Integer.BYTES);
    long end = all == 0 ? 0 : offsets.getAtIndex(Segments.INT, all);
    data = Segments.of(vector.getDataBuffer(), end);
    long total = 0;
    for (int i = 0; i < count; i++) {
      int start = offsets.getAtIndex(Segments.INT, indices[i]);
      starts[i] = start;
      lengths[i] = offsets.getAtIndex(Segments.INT, indices[i] + 1L) - start;
      total += lengths[i];
    }

    plainBytes = total + (long) count * Integer.BYTES;
  }

  @Override
  boolean toIds(int uses, int maxBytes) {
    growIds(count);
    dictionary.clear();
    for (int i = 0; i < count; i++) {
      int id = dictionary.add(data, starts[i], lengths[i]);
      if (id < 0 || dictionary.page().size > maxBytes || hopeless(i + 1, dictionary.size(), uses)) {
        return false;
      }

      ids[i] = id;
    }

    double usesOfEach = (double) uses / Math.max(1, count);
    long plain = (long) (plainBytes * usesOfEach);
    return count > 0 && pays(plain, uses, dictionary.page().size, dictionary.size());
  }

  @Override
  int dictionarySize() {
    return dictionary.size();
  }

  @Override
  void writeDictionary(Buffer out) {
    Buffer page = dictionary.page();
    out.put(page.bytes, 0, page.size);
    if (bounded) {
      bounds.add(page, 0, page.size);
    }
  }

  @Override
  int fit(int from, int to, int bytes) {
    long left = bytes;
    int next = from;
    while (next < to && left > 0) {
      left -= Integer.BYTES + lengths[next++];
    }

    return Math.max(1, next - from);
  }

  @Override
  void writePlain(int from, int to, Buffer out) {
    long total = (long) (to - from) * Integer.BYTES;
    for (int i = from; i < to; i++) {
      total += lengths[i];
    }

    out.ensure(Math.toIntExact(total));
    byte[] bytes = out.bytes;
    int begin = out.size;
    int position = begin;
    for (int i = from; i < to; i++) {
      int length = lengths[i];
      Buffer.INT.set(bytes, position, length);
      position += Integer.BYTES;
      MemorySegment.copy(data, Segments.BYTE, starts[i], bytes, position, length);
      position += length;
    }

    out.size = position;
    if (bounded) {
      bounds.add(out, begin, position);
    }
  }

  @Override
  long nanCount() {
    return 0;
  }

  @Override
  @Nullable ByteBuffer min() {
    return bounds.min();
  }

  @Override
  @Nullable ByteBuffer max() {
    return bounds.max();
  }

  @Override
  void trim(int kept) {
    data = MemorySegment.NULL;
    trimIds(kept);
    if (starts.length > kept) {
      starts = new int[0];
      lengths = new int[0];
    }
  }

  void trimDictionary(int keptBytes) {
    bounds.clear();
    dictionary.trim(keptBytes);
  }
}
