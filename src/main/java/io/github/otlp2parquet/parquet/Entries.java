package io.github.otlp2parquet.parquet;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.apache.arrow.vector.IntVector;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one level that the rows of a row group refer to, and which row refers to which.
 */
final class Entries {
  private final int[] used;
  private final Slots usedSlots;
  private final Slots rows;
  private @Nullable Slots spread;

  private Entries(int[] used, int usedCount, int[] numbers, int rowCount) {
    this.used = used;
    this.usedSlots = Slots.ofRows(used, usedCount);
    this.rows = Slots.ofRows(numbers, rowCount);
  }

  /**
   * @param entries the entry of each row of the batch
   * @param rowSlots the rows of the row group
   */
  static Entries of(IntVector entries, Slots rowSlots) {
    MemorySegment data =
        Segments.of(entries.getDataBuffer(), (long) entries.getValueCount() * Integer.BYTES);
    int[] numbers = new int[rowSlots.count];
    int greatest = 0;
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = data.getAtIndex(Segments.INT, rowSlots.indices[i]);
      greatest = Math.max(greatest, numbers[i]);
    }

    int[] numberOfEntry = new int[greatest + 1];
    Arrays.fill(numberOfEntry, -1);
    int[] used = new int[greatest + 1];
    int usedCount = 0;
    for (int i = 0; i < numbers.length; i++) {
      int entry = numbers[i];
      int number = numberOfEntry[entry];
      if (number < 0) {
        number = usedCount++;
        numberOfEntry[entry] = number;
        used[number] = entry;
      }

      numbers[i] = number;
    }

    return new Entries(used, usedCount, numbers, numbers.length);
  }

  /** A slot an entry, each once. */
  Slots used() {
    return usedSlots;
  }

  /** A slot a row; its index is the slot of its entry in {@link #used}. */
  Slots rows() {
    return rows;
  }

  /** A slot a row; its index is the entry. */
  Slots spread() {
    if (spread == null) {
      int[] indices = new int[rows.count];
      Arrays.setAll(indices, row -> used[rows.indices[row]]);
      spread = Slots.ofRows(indices, indices.length);
    }

    return spread;
  }
}
