package io.github.otlp2parquet.parquet;

import java.util.Arrays;

/** Gives equal numbers equal ids, counted from 0. */
final class NumberDictionary {
  private static final int SMALLEST = 64;

  /** Values come from senders: a chain of colliding ones must not make a request slow. */
  private static final int LONGEST_PROBE = 64;

  /** 2^64 by the golden ratio: spreads numbers that differ in few bits. */
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  /** An id and 1; 0 is free. */
  private int[] table = new int[SMALLEST];

  private long[] values = new long[SMALLEST];
  private int size;

  void clear() {
    if (size > 0) {
      Arrays.fill(table, 0);
      size = 0;
    }
  }

  /** The id of a number, new or not; -1 if it cannot be found fast. */
  int add(long value) {
    int mask = table.length - 1;
    int place = place(value, mask);
    for (int probe = 0; probe < LONGEST_PROBE; probe++) {
      int id = table[place] - 1;
      if (id < 0) {
        return insert(value, place);
      }

      if (values[id] == value) {
        return id;
      }

      place = place + 1 & mask;
    }

    return -1;
  }

  private int insert(long value, int place) {
    int id = size++;
    if (id == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }

    values[id] = value;
    table[place] = size;
    if (2 * size > table.length) {
      rehash();
    }

    return id;
  }

  private void rehash() {
    table = new int[2 * table.length];
    int mask = table.length - 1;
    for (int id = 0; id < size; id++) {
      int place = place(values[id], mask);
      while (table[place] != 0) {
        place = place + 1 & mask;
      }

      table[place] = id + 1;
    }
  }

  private static int place(long value, int mask) {
    long hash = value * SPREAD;
    return (int) (hash >>> 32 ^ hash >>> 48) & mask;
  }

  int size() {
    return size;
  }

  /** The numbers by id, and more room behind them; no copy. */
  long[] values() {
    return values;
  }

  void trim(int kept) {
    if (values.length > kept) {
      values = new long[SMALLEST];
      table = new int[SMALLEST];
      size = 0;
    }
  }
}
