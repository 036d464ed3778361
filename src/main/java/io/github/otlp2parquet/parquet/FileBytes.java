package io.github.otlp2parquet.parquet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The bytes of a file in memory, in chunks, so that no array is ever doubled. Unchangeable. */
public final class FileBytes {
  private final byte[][] chunks;
  private final long size;

  /**
   * @param chunks not copied; all but the last are full
   */
  FileBytes(byte[][] chunks, long size) {
    this.chunks = chunks;
    this.size = size;
  }

  /** A file of these bytes. */
  public static FileBytes of(byte[] bytes) {
    return new FileBytes(new byte[][] {bytes.clone()}, bytes.length);
  }

  /** How many bytes the file has. */
  public long size() {
    return size;
  }

  /** A stream from the first byte on, as often as asked for; it never blocks and needs no close. */
  public InputStream newStream() {
    return new ChunkStream();
  }

  /** Writes all bytes to {@code out} and leaves it open. */
  public void writeTo(OutputStream out) throws IOException {
    long left = size;
    for (byte[] chunk : chunks) {
      int length = (int) Math.min(left, chunk.length);
      out.write(chunk, 0, length);
      left -= length;
    }
  }

  private final class ChunkStream extends InputStream {
    private int chunk;
    private int offset;
    private long left = size;

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int start, int length) {
      if (length == 0) {
        return 0;
      }

      int done = 0;
      while (done < length && left > 0) {
        byte[] source = chunks[chunk];
        int step = (int) Math.min(left, Math.min(length - done, source.length - offset));
        System.arraycopy(source, offset, target, start + done, step);
        done += step;
        advance(step);
      }

      return done == 0 ? -1 : done;
    }

    @Override
    public long skip(long count) {
      long done = 0;
      while (done < count && left > 0) {
        int step = (int) Math.min(left, Math.min(count - done, chunks[chunk].length - offset));
        done += step;
        advance(step);
      }

      return done;
    }

    @Override
    public int available() {
      return (int) Math.min(left, Integer.MAX_VALUE);
    }

    private void advance(int step) {
      left -= step;
      offset += step;
      if (offset == chunks[chunk].length) {
        chunk++;
        offset = 0;
      }
    }
  }

  @Override
  public String toString() {
    return size + " bytes in " + chunks.length + " chunks";
  }
}
