package io.github.otlp2parquet.parquet;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.apache.arrow.vector.complex.ListVector;

/** The slots of a column of lists. */
final class Lists {
  private Lists() {}

  /** For each row a slot an element, or one if its list is null or empty. */
  static Slots slots(ListVector vector, Slots rows) {
    int all = vector.getValueCount();
    MemorySegment validity = Segments.of(vector.getValidityBuffer(), (all + 7L) / 8);
    MemorySegment offsets =
        Segments.of(vector.getOffsetBuffer(), all == 0 ? 0 : (all + 1L) * Integer.BYTES);
    int[] rowStarts = new int[rows.count + 1];
    int[] indices = new int[rows.count];
    int slot = 0;
    for (int i = 0; i < rows.count; i++) {
      rowStarts[i] = slot;
      int row = rows.indices[i];
      boolean present = Segments.bit(validity, row);
      int start = present ? offsets.getAtIndex(Segments.INT, row) : 0;
      int end = present ? offsets.getAtIndex(Segments.INT, row + 1L) : 0;
      int needed = Math.addExact(slot, Math.max(1, end - start));
      if (needed > indices.length) {
        indices = Arrays.copyOf(indices, Math.max(needed, indices.length * 2));
      }

      if (start == end) {
        indices[slot] = present ? Slots.EMPTY_LIST : Slots.NULL_LIST;
      }

      for (int element = start; element < end; element++) {
        indices[slot + element - start] = element;
      }

      slot = needed;
    }

    rowStarts[rows.count] = slot;
    return Slots.ofLists(indices, rowStarts, rows.count);
  }
}
