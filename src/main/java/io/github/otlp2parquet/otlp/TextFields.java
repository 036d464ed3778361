package io.github.otlp2parquet.otlp;

import io.github.otlp2parquet.arrow.TextCells;
import io.github.otlp2parquet.table.Codec;
import java.nio.charset.StandardCharsets;

/** Fields that become text. */
final class TextFields {
  private TextFields() {}

  /** A field of bytes, of which none are null. */
  abstract static class Bytes extends FieldReader {
    final TextCells cells;
    final Meter meter;

    Bytes(TextCells cells, Meter meter) {
      this.cells = cells;
      this.meter = meter;
    }

    @Override
    final boolean accepts(int wireType) {
      return wireType == Wire.BYTES;
    }

    @Override
    final void read(Wire in, int wireType, int row) {
      int length = in.length();
      if (length == 0) {
        cells.setNull(row);
      } else {
        take(in, length, row);
        in.position += length;
      }
    }

    abstract void take(Wire in, int length, int row);

    @Override
    final void end(int row) {}

    @Override
    final void reset() {}
  }

  /** A string; an empty one is null. */
  static final class Text extends Bytes {
    Text(TextCells cells, Meter meter) {
      super(cells, meter);
    }

    @Override
    void take(Wire in, int length, int row) {
      Utf8.check(in.bytes, in.position, length);
      meter.add(length);
      cells.set(row, in.bytes, in.position, length);
    }
  }

  /** Bytes as lower-case hex. */
  static final class Hex extends Bytes {
    Hex(TextCells cells, Meter meter) {
      super(cells, meter);
    }

    @Override
    void take(Wire in, int length, int row) {
      meter.add(2L * length);
      cells.setHex(row, in.bytes, in.position, length);
    }
  }

  /** An enum's name; absent is the name of 0. */
  static final class Name extends FieldReader {
    private final Codec codec;
    private final TextCells cells;
    private final Meter meter;
    private final byte[][] known;
    private int number;

    Name(Codec codec, TextCells cells, Meter meter) {
      this.codec = codec;
      this.cells = cells;
      this.meter = meter;
      known = new byte[8][];
      for (int i = 0; i < known.length; i++) {
        known[i] = bytes(i);
      }
    }

    private byte[] bytes(int value) {
      return codec.name(value).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    boolean accepts(int wireType) {
      return wireType == Wire.VARINT;
    }

    @Override
    void read(Wire in, int wireType, int row) {
      number = (int) in.varint();
    }

    @Override
    void end(int row) {
      byte[] name = number >= 0 && number < known.length ? known[number] : bytes(number);
      meter.add(name.length);
      cells.set(row, name, 0, name.length);
      number = 0;
    }

    @Override
    void reset() {
      number = 0;
    }
  }
}
