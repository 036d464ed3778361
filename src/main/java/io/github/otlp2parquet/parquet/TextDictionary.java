package io.github.otlp2parquet.parquet;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Gives equal texts equal ids, counted from 0. A text is copied to the end of the dictionary page
 * first and stays there if it is new.
 */
final class TextDictionary {
  private static final int SMALLEST = 64;

  /** Values come from senders: a chain of colliding ones must not make a request slow. */
  private static final int LONGEST_PROBE = 64;

  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  /** The page: of each text its length in four bytes and its bytes. */
  private final Buffer page = new Buffer();

  /** An id and 1; 0 is free. */
  private int[] table = new int[SMALLEST];

  private int[] starts = new int[SMALLEST];
  private int[] hashes = new int[SMALLEST];
  private int size;

  void clear() {
    if (size > 0) {
      Arrays.fill(table, 0);
      size = 0;
      page.clear();
    }
  }

  /** The id of a text, new or not; -1 if it cannot be found fast. */
  int add(MemorySegment source, int start, int length) {
    page.ensure(Integer.BYTES + length);
    int end = page.size + Integer.BYTES;
    Buffer.INT.set(page.bytes, page.size, length);
    MemorySegment.copy(source, Segments.BYTE, start, page.bytes, end, length);
    int hash = hash(page.bytes, end, length);
    int mask = table.length - 1;
    int place = hash & mask;
    for (int probe = 0; probe < LONGEST_PROBE; probe++) {
      int id = table[place] - 1;
      if (id < 0) {
        return insert(hash, length, place);
      }

      if (hashes[id] == hash && same(starts[id], page.size, length)) {
        return id;
      }

      place = place + 1 & mask;
    }

    return -1;
  }

  /** Compares lengths too: they are the first bytes. */
  private boolean same(int known, int candidate, int length) {
    int knownEnd = Math.min(known + Integer.BYTES + length, page.size);
    int candidateEnd = candidate + Integer.BYTES + length;
    return Arrays.equals(page.bytes, known, knownEnd, page.bytes, candidate, candidateEnd);
  }

  private int insert(int hash, int length, int place) {
    int id = size++;
    if (id == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
      hashes = Arrays.copyOf(hashes, 2 * size);
    }

    starts[id] = page.size;
    hashes[id] = hash;
    page.size += Integer.BYTES + length;
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
      int place = hashes[id] & mask;
      while (table[place] != 0) {
        place = place + 1 & mask;
      }

      table[place] = id + 1;
    }
  }

  /** Reads words; the last one past the end, into the buffer's slack, and cuts it. */
  private static int hash(byte[] bytes, int start, int length) {
    long hash = length * SPREAD;
    int end = start + length;
    int i = start;
    for (; i + Long.BYTES <= end; i += Long.BYTES) {
      hash = mix(hash ^ (long) Buffer.LONG.get(bytes, i));
    }

    if (i < end) {
      long word = (long) Buffer.LONG.get(bytes, i);
      long cut = -1L >>> (Long.SIZE - Byte.SIZE * (end - i));
      hash = mix(hash ^ (word & cut));
    }

    return (int) (hash ^ hash >>> 32);
  }

  private static long mix(long hash) {
    long product = hash * SPREAD;
    return product ^ product >>> 29;
  }

  int size() {
    return size;
  }

  /** The dictionary as a page of plain values; no copy. */
  Buffer page() {
    return page;
  }

  /** An id takes 4 bytes of the page or more, so its arrays are as small. */
  void trim(int keptBytes) {
    clear();
    if (page.bytes.length > keptBytes) {
      page.trim(keptBytes);
      starts = new int[SMALLEST];
      hashes = new int[SMALLEST];
      table = new int[SMALLEST];
    }
  }
}
