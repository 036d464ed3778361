package io.github.otlp2parquet.otlp;

import io.github.otlp2parquet.table.Codec;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.vector.VarCharVector;

/** Fields that become text. */
final class TextFields {
  private TextFields() {}

  /** A string; an empty one is null. */
  static final class Text extends FieldReader {
    private final VarCharVector vector;
    private final Meter meter;
    private boolean present;

    Text(VarCharVector vector, Meter meter) {
      this.vector = vector;
      this.meter = meter;
    }

    @Override
    void begin(int row) {
      present = false;
    }

    @Override
    boolean accepts(int wireType) {
      return wireType == Wire.BYTES;
    }

    @Override
    void read(Wire in, int wireType, int row) {
      int length = in.length();
      Utf8.check(in.bytes, in.position, length);
      meter.add(length);
      vector.setSafe(row, in.bytes, in.position, length);
      in.position += length;
      present = length > 0;
    }

    @Override
    void end(int row) {
      if (!present) {
        vector.setNull(row);
      }
    }
  }

  /** Bytes as lower-case hex; none are null. */
  static final class Hex extends FieldReader {
    private final VarCharVector vector;
    private final JsonText scratch;
    private final Meter meter;
    private boolean present;

    Hex(VarCharVector vector, JsonText scratch, Meter meter) {
      this.vector = vector;
      this.scratch = scratch;
      this.meter = meter;
    }

    @Override
    void begin(int row) {
      present = false;
    }

    @Override
    boolean accepts(int wireType) {
      return wireType == Wire.BYTES;
    }

    @Override
    void read(Wire in, int wireType, int row) {
      int length = in.length();
      scratch.begin(meter);
      scratch.hex(in.bytes, in.position, length);
      meter.add(scratch.length());
      vector.setSafe(row, scratch.bytes(), 0, scratch.length());
      in.position += length;
      present = length > 0;
    }

    @Override
    void end(int row) {
      if (!present) {
        vector.setNull(row);
      }
    }
  }

  /** An enum's name; absent is the name of 0. */
  static final class Name extends FieldReader {
    private final Codec codec;
    private final VarCharVector vector;
    private final Meter meter;
    private final byte[][] known;
    private int number;

    Name(Codec codec, VarCharVector vector, Meter meter) {
      this.codec = codec;
      this.vector = vector;
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
    void begin(int row) {
      number = 0;
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
      vector.setSafe(row, name);
    }
  }
}
