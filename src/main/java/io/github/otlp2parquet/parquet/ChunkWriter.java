package io.github.otlp2parquet.parquet;

import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/** Writes the pages of one column in one row group. */
final class ChunkWriter {
  /**
   * A chunk of one page with fewer bytes is not compressed: that saves little or nothing of them
   * and takes about two microseconds.
   */
  private static final int COMPRESSED_FROM = 128;

  private final Limits limits;
  private final PageWriter pages;
  private final Buffer dictionaryPage = new Buffer();
  private final Buffer page = new Buffer();
  private final Presence presence = new Presence();
  private final FixedValues fixed = new FixedValues();
  private final TextValues texts = new TextValues();
  private final BooleanValues booleans = new BooleanValues();
  private int[] repetitionLevels = new int[0];
  private int[] rowIds = new int[0];

  ChunkWriter(Limits limits, PageWriter pages) {
    this.limits = limits;
    this.pages = pages;
  }

  /** Writes a column that has a value a row, or a leaf of a list. */
  ColumnChunk write(Leaf leaf, Slots slots, @Nullable FieldVector structs, FieldVector vector) {
    Values values = load(leaf, slots, structs, vector);
    if (leaf.repeats() && values.toIds(presence.valueCount, limits.dictionaryBytes())) {
      return write(leaf, slots, values, values.ids);
    }

    return write(leaf, slots, values, null);
  }

  /** Writes a column whose values are shared by rows. */
  ColumnChunk write(Leaf leaf, Entries entries, FieldVector vector) {
    Values values = load(leaf, entries.used(), null, vector);
    Slots rows = entries.rows();
    if (presence.valueCount == 0) {
      presence.same(0, rows.count, 0);
      return write(leaf, rows, values, null);
    }

    if (!values.toIds(rows.count, limits.dictionaryBytes())) {
      return write(leaf, entries.spread(), null, vector);
    }

    if (rowIds.length < rows.count) {
      rowIds = new int[rows.count];
    }

    presence.spread(values, rows, rowIds);
    return write(leaf, rows, values, rowIds);
  }

  private Values load(Leaf leaf, Slots slots, @Nullable FieldVector structs, FieldVector vector) {
    presence.fill(leaf, slots, structs, vector);
    Values values =
        switch (leaf.type()) {
          case BOOLEAN -> booleans;
          case INT, LONG, DOUBLE, TIMESTAMP -> fixed;
          case STRING -> texts;
        };
    values.load(leaf, vector, presence.indices, presence.valueCount);
    return values;
  }

  /**
   * Writes what has been taken up.
   *
   * @param ids the dictionary id of each value; null to write the values themselves
   */
  private ColumnChunk write(Leaf leaf, Slots slots, Values values, int @Nullable [] ids) {
    ColumnChunk chunk = new ColumnChunk(leaf);
    chunk.slotCount = slots.count;
    chunk.nullCount = chunk.slotCount - presence.valueCount;
    int value = 0;
    for (int slot = 0; slot < slots.count; ) {
      int end = pageEnd(slots, slot, values, value, ids);
      int valueEnd = value + presence.valuesIn(slot, end);
      page.clear();
      writeLevels(slots, slot, end);
      if (ids == null) {
        values.writePlain(value, valueEnd, page);
      } else {
        writeIds(ids, value, valueEnd, values.dictionarySize());
      }

      if (slot == 0) {
        begin(chunk, values, ids != null, end == slots.count);
      }

      pages.dataPage(chunk, page, end - slot);
      slot = end;
      value = valueEnd;
    }

    chunk.nanCount = values.nanCount();
    chunk.min = values.min();
    chunk.max = values.max();
    return chunk;
  }

  private int pageEnd(Slots slots, int slot, Values values, int value, int @Nullable [] ids) {
    int end = slots.pageEnd(slot, limits.pageRows(), limits.pageBytes() / Long.BYTES);
    if (ids == null && presence.valueCount > 0) {
      int valueEnd = value + presence.valuesIn(slot, end);
      int fitting = values.fit(value, valueEnd, limits.pageBytes());
      if (value + fitting < valueEnd) {
        int slotsFitting = presence.slotAfter(slot, fitting) - slot;
        return slots.pageEnd(slot, limits.pageRows(), slotsFitting);
      }
    }

    return end;
  }

  private void writeLevels(Slots slots, int from, int to) {
    if (slots.repeat()) {
      if (repetitionLevels.length < to - from) {
        repetitionLevels = new int[to - from];
      }

      slots.repetitionLevels(from, to, repetitionLevels);
      RunLengths.levels(repetitionLevels, 0, to - from, 1, page);
    }

    presence.writeLevels(from, to, page);
  }

  private void writeIds(int[] ids, int from, int to, int dictionarySize) {
    int bitWidth = RunLengths.bitWidth(dictionarySize - 1);
    page.putByte(bitWidth);
    if (dictionarySize == 1) {
      RunLengths.run(0, to - from, bitWidth, page);
    } else {
      RunLengths.encode(ids, from, to, bitWidth, page);
    }
  }

  private void begin(ColumnChunk chunk, Values values, boolean dictionary, boolean onePage) {
    dictionaryPage.clear();
    if (dictionary) {
      values.writeDictionary(dictionaryPage);
    }

    boolean small = onePage && dictionaryPage.size + page.size < COMPRESSED_FROM;
    chunk.codec = small ? Format.UNCOMPRESSED : Format.ZSTD;
    if (dictionary) {
      pages.dictionaryPage(chunk, dictionaryPage, values.dictionarySize());
    }
  }

  /** Gives back what an unusually large request took. */
  void trim(int keptBytes, int keptNumbers) {
    presence.trim(keptNumbers);
    fixed.trim(keptNumbers);
    texts.trim(keptNumbers);
    texts.trimDictionary(keptBytes);
    booleans.trim(keptNumbers);
    dictionaryPage.trim(keptBytes);
    page.trim(keptBytes);
    if (rowIds.length > keptNumbers) {
      rowIds = new int[0];
    }

    if (repetitionLevels.length > keptNumbers) {
      repetitionLevels = new int[0];
    }
  }
}
