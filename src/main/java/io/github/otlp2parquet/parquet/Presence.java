package io.github.otlp2parquet.parquet;

import java.lang.foreign.MemorySegment;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/** Which slots of a leaf have a value: its definition levels, and where the values are. */
final class Presence {
  private static final int MIXED = -1;

  /** Where each value is in the vector: a value each slot that has one. */
  int[] indices = new int[0];

  /** How many slots have a value. */
  int valueCount;

  private int[] ownIndices = new int[0];
  private int[] levels = new int[0];
  private int level;
  private int maxLevel;
  private int slotCount;

  /**
   * Takes up the slots of a leaf.
   *
   * @param structs the list's elements, if the leaf is a field of theirs
   */
  void fill(Leaf leaf, Slots slots, @Nullable FieldVector structs, FieldVector values) {
    maxLevel = leaf.maxDefinition();
    slotCount = slots.count;
    int nulls = values.getNullCount();
    if (slots.repeat()) {
      fillLists(slots, structs, values);
    } else if (nulls == 0) {
      same(maxLevel, slotCount, slotCount);
      indices = slots.indices;
    } else if (maxLevel == 0) {
      throw new IllegalArgumentException("Cannot write " + leaf + ": a required value is null");
    } else if (nulls == values.getValueCount()) {
      same(0, slotCount, 0);
    } else {
      fillMixed(slots, values);
    }
  }

  /** All slots have the same level. */
  void same(int sameLevel, int slots, int values) {
    level = sameLevel;
    slotCount = slots;
    valueCount = values;
  }

  private void fillMixed(Slots slots, FieldVector values) {
    grow(slotCount);
    MemorySegment validity = validity(values);
    int found = 0;
    for (int slot = 0; slot < slotCount; slot++) {
      int index = slots.indices[slot];
      boolean present = Segments.bit(validity, index);
      ownIndices[found] = index;
      levels[slot] = present ? 1 : 0;
      found += levels[slot];
    }

    mixed(found);
  }

  private void fillLists(Slots slots, @Nullable FieldVector structs, FieldVector values) {
    grow(slotCount);
    MemorySegment validity = validity(values);
    MemorySegment structValidity = validity(structs == null ? values : structs);
    int found = 0;
    for (int slot = 0; slot < slotCount; slot++) {
      int index = slots.indices[slot];
      if (index < 0) {
        levels[slot] = index == Slots.NULL_LIST ? 0 : 1;
      } else if (Segments.bit(validity, index)) {
        levels[slot] = maxLevel;
        ownIndices[found++] = index;
      } else {
        levels[slot] = structs == null || Segments.bit(structValidity, index) ? maxLevel - 1 : 2;
      }
    }

    mixed(found);
  }

  private static MemorySegment validity(FieldVector vector) {
    return Segments.of(vector.getValidityBuffer(), (vector.getValueCount() + 7L) / 8);
  }

  private void mixed(int found) {
    level = MIXED;
    valueCount = found;
    indices = ownIndices;
  }

  private void grow(int count) {
    if (levels.length < count) {
      levels = new int[count];
      ownIndices = new int[count];
    }
  }

  /**
   * Goes from entries, with which this was filled, to the rows that share them.
   *
   * @param values of the entries that have one, with their ids
   * @param rows the number of each row's entry among the entries
   * @param rowIds is filled with the ids of the rows that have a value
   */
  void spread(Values values, Slots rows, int[] rowIds) {
    int rowCount = rows.count;
    if (level == MIXED) {
      spreadMixed(idsOfEntries(values.ids), rows, rowIds);
      return;
    }

    if (values.dictionarySize() > 1) {
      for (int row = 0; row < rowCount; row++) {
        rowIds[row] = values.ids[rows.indices[row]];
      }
    }

    same(maxLevel, rowCount, rowCount);
  }

  /** -1 for an entry without a value. */
  private int[] idsOfEntries(int[] ids) {
    int[] idOfEntry = new int[slotCount];
    int value = 0;
    for (int entry = 0; entry < slotCount; entry++) {
      idOfEntry[entry] = levels[entry] == maxLevel ? ids[value++] : -1;
    }

    return idOfEntry;
  }

  private void spreadMixed(int[] idOfEntry, Slots rows, int[] rowIds) {
    slotCount = rows.count;
    grow(slotCount);
    int found = 0;
    for (int row = 0; row < slotCount; row++) {
      int id = idOfEntry[rows.indices[row]];
      if (id >= 0) {
        rowIds[found++] = id;
        levels[row] = maxLevel;
      } else {
        levels[row] = 0;
      }
    }

    mixed(found);
  }

  /** How many of these slots have a value. */
  int valuesIn(int from, int to) {
    if (level != MIXED) {
      return level == maxLevel ? to - from : 0;
    }

    int values = 0;
    for (int slot = from; slot < to; slot++) {
      values += levels[slot] == maxLevel ? 1 : 0;
    }

    return values;
  }

  /** The slot after the one that has the {@code values}-th value from {@code from} on. */
  int slotAfter(int from, int values) {
    if (level != MIXED) {
      return from + values;
    }

    int slot = from;
    for (int left = values; left > 0; slot++) {
      left -= levels[slot] == maxLevel ? 1 : 0;
    }

    return slot;
  }

  void writeLevels(int from, int to, Buffer out) {
    if (maxLevel == 0) {
      return;
    }

    int bitWidth = RunLengths.bitWidth(maxLevel);
    if (level == MIXED) {
      RunLengths.levels(levels, from, to, bitWidth, out);
    } else {
      RunLengths.levels(level, to - from, bitWidth, out);
    }
  }

  void trim(int kept) {
    if (levels.length > kept) {
      levels = new int[0];
      ownIndices = new int[0];
    }

    indices = ownIndices;
  }
}
