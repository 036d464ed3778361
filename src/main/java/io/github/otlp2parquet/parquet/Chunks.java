package io.github.otlp2parquet.parquet;

import java.util.ArrayList;
import java.util.List;

/** Collects the bytes of a file. */
final class Chunks {
  private static final int SMALLEST = 16 << 10;
  private static final int LARGEST = 1 << 20;

  private final List<byte[]> full = new ArrayList<>();
  private byte[] last = new byte[SMALLEST];
  private int used;
  private long fullBytes;

  long size() {
    return fullBytes + used;
  }

  void put(byte[] source, int from, int length) {
    int done = 0;
    while (done < length) {
      if (used == last.length) {
        full.add(last);
        fullBytes += used;
        last = new byte[Math.min(LARGEST, 2 * used)];
        used = 0;
      }

      int step = Math.min(length - done, last.length - used);
      System.arraycopy(source, from + done, last, used, step);
      used += step;
      done += step;
    }
  }

  FileBytes toFileBytes() {
    byte[][] chunks = full.toArray(new byte[full.size() + 1][]);
    chunks[full.size()] = last;
    return new FileBytes(chunks, size());
  }
}
