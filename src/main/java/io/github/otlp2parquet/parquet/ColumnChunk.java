package io.github.otlp2parquet.parquet;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What a footer tells of one column in one row group. Sizes count page headers too. */
final class ColumnChunk {
  static final int NO_DICTIONARY = -1;

  final Leaf leaf;
  long dictionaryOffset = NO_DICTIONARY;
  long dataOffset;
  long plainSize;
  long compressedSize;
  int codec;
  int pages;

  /** Slots: values, nulls, and lists without elements. */
  long slotCount;

  long nullCount;
  long nanCount;
  @Nullable ByteBuffer min;
  @Nullable ByteBuffer max;

  ColumnChunk(Leaf leaf) {
    this.leaf = leaf;
  }

  boolean hasDictionary() {
    return dictionaryOffset != NO_DICTIONARY;
  }

  long start() {
    return hasDictionary() ? dictionaryOffset : dataOffset;
  }
}
