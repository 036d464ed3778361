package io.github.otlp2parquet.parquet;

import java.nio.ByteBuffer;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/** The values of a column chunk without its nulls, of one kind. Reused from chunk to chunk. */
abstract sealed class Values permits FixedValues, TextValues, BooleanValues {
  /** What a dictionary costs beside its values: a page header, a page's frame, offsets. */
  private static final int DICTIONARY_OVERHEAD = 32;

  /** So many values are seen before a dictionary may be given up for growing too fast. */
  private static final int SAMPLE = 1024;

  int count;

  /** The dictionary id of each value, once {@link #toIds} has been true. */
  int[] ids = new int[0];

  /** Takes up the values at these indices of a vector. */
  abstract void load(Leaf leaf, FieldVector vector, int[] indices, int valueCount);

  /**
   * Gives each value the number of its place in a dictionary.
   *
   * @param uses how many values the file will have: {@code count}, or more if these are entries
   *     that rows share
   * @param maxBytes of the dictionary
   * @return whether that pays; if not, the dictionary is of no use
   */
  abstract boolean toIds(int uses, int maxBytes);

  abstract int dictionarySize();

  abstract void writeDictionary(Buffer out);

  /** How many values from {@code from} on fit in a page of so many bytes; one if none does. */
  abstract int fit(int from, int to, int bytes);

  abstract void writePlain(int from, int to, Buffer out);

  abstract long nanCount();

  /** The least value in Iceberg's and Parquet's form, if it is known. */
  abstract @Nullable ByteBuffer min();

  abstract @Nullable ByteBuffer max();

  abstract void trim(int kept);

  /** Whether nearly every value so far is another. */
  final boolean hopeless(int seen, int different, int uses) {
    return seen % SAMPLE == 0 && uses == count && different > seen - seen / 8;
  }

  static boolean pays(long plainBytes, int uses, long dictionaryBytes, int dictionarySize) {
    long idBytes = (long) uses * RunLengths.bitWidth(dictionarySize - 1) / Byte.SIZE;
    return dictionaryBytes + idBytes + DICTIONARY_OVERHEAD < plainBytes;
  }

  final void growIds(int valueCount) {
    if (ids.length < valueCount) {
      ids = new int[valueCount];
    }
  }

  final void trimIds(int kept) {
    if (ids.length > kept) {
      ids = new int[0];
    }
  }
}
