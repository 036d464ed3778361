package io.github.otlp2parquet.otlp;

import io.github.otlp2parquet.arrow.TextCells;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Fields of {@code AnyValue}s, {@code KeyValue}s and {@code EntityRef}s, which become JSON text.
 */
final class ValueFields {
  private static final byte[][] BODY_TYPES = {
    ascii(""),
    ascii("string"),
    ascii("bool"),
    ascii("int"),
    ascii("double"),
    ascii("array"),
    ascii("kvlist"),
    ascii("bytes")
  };

  private ValueFields() {}

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** A message field of which all occurrences are looked at together, when the message is over. */
  abstract static class Collected extends FieldReader {
    final Parts parts = new Parts();

    @Override
    final boolean accepts(int wireType) {
      return wireType == Wire.BYTES;
    }

    @Override
    final void read(Wire in, int wireType, int row) {
      int length = in.length();
      parts.add(in, in.position, in.position + length);
      in.position += length;
    }

    @Override
    final void end(int row) {
      if (parts.count() > 0) {
        take(row);
        reset();
      }
    }

    abstract void take(int row);

    @Override
    void reset() {
      parts.clear();
    }
  }

  /** A list of key-values as JSON, and those of its attributes that have columns. */
  static final class Attributes extends Collected {
    private final TextCells cells;
    private final PromotedAttributes promoted;
    private final JsonText out;
    private final AnyValues values;
    private final Meter meter;

    Attributes(
        TextCells cells, PromotedAttributes promoted, JsonText out, AnyValues values, Meter meter) {
      this.cells = cells;
      this.promoted = promoted;
      this.out = out;
      this.values = values;
      this.meter = meter;
    }

    @Override
    void take(int row) {
      out.begin(meter);
      values.write(parts, pair -> promoted.offer(pair, values, row));
      put(cells, row, out, meter);
    }

    @Override
    void reset() {
      super.reset();
      promoted.reset();
    }
  }

  /** A log record's body and its type; the two columns are read together. */
  static final class Body extends Collected {
    private final TextCells body;
    private final TextCells type;
    private final JsonText out;
    private final AnyValues values;
    private final Meter meter;

    Body(TextCells body, TextCells type, JsonText out, AnyValues values, Meter meter) {
      this.body = body;
      this.type = type;
      this.out = out;
      this.values = values;
      this.meter = meter;
    }

    @Override
    void take(int row) {
      AnyValues.Found found = found();
      if (found.field == 0) {
        return;
      }

      byte[] name = BODY_TYPES[found.field];
      type.set(row, name, 0, name.length);
      if (found.field == AnyValues.STRING) {
        int length = found.end - found.start;
        Utf8.check(found.wire.bytes, found.start, length);
        meter.add(length);
        body.set(row, found.wire.bytes, found.start, length);
      } else {
        out.begin(meter);
        values.write(found);
        put(body, row, out, meter);
      }
    }

    private AnyValues.Found found() {
      Wire wire = parts.wire();
      int start = parts.start(0);
      int end = parts.end(0);
      for (int i = 1; i < parts.count(); i++) {
        wire = Wire.concat(wire, start, end, parts.wire(), parts.start(i), parts.end(i));
        start = 0;
        end = wire.bytes.length;
      }

      return values.find(wire, start, end);
    }
  }

  /** A list of {@code EntityRef}s as a JSON array, with the names of OTLP/JSON. */
  static final class EntityRefs extends Collected {
    private static final String[] NAMES = {"", "schemaUrl", "type", "idKeys", "descriptionKeys"};
    private static final int FIRST_LIST = 3;
    private final TextCells cells;
    private final JsonText out;
    private final Meter meter;

    EntityRefs(TextCells cells, JsonText out, Meter meter) {
      this.cells = cells;
      this.out = out;
      this.meter = meter;
    }

    @Override
    void take(int row) {
      out.begin(meter);
      for (int i = 0; i < parts.count(); i++) {
        out.put(i == 0 ? '[' : ',');
        entity(parts.wire(), parts.start(i), parts.end(i));
      }

      out.put(']');
      put(cells, row, out, meter);
    }

    private void entity(Wire in, int start, int end) {
      Parts[] fields = new Parts[NAMES.length];
      in.position = start;
      int outer = in.open(end);
      while (in.hasMore()) {
        int tag = in.tag();
        int number = tag >>> 3;
        if (number < NAMES.length && (tag & 7) == Wire.BYTES) {
          int length = in.length();
          if (fields[number] == null) {
            fields[number] = new Parts();
          }

          if (number < FIRST_LIST) {
            fields[number].clear();
          }

          fields[number].add(in, in.position, in.position + length);
          in.position += length;
        } else {
          in.skip(tag);
        }
      }

      in.close(outer);
      write(fields);
    }

    private void write(@Nullable Parts[] fields) {
      char before = '{';
      for (int number = 1; number < NAMES.length; number++) {
        Parts field = fields[number];
        if (field == null || (number < FIRST_LIST && field.start(0) == field.end(0))) {
          continue;
        }

        out.put(before);
        before = ',';
        out.ascii("\"" + NAMES[number] + "\":");
        if (number < FIRST_LIST) {
          string(field, 0);
        } else {
          for (int i = 0; i < field.count(); i++) {
            out.put(i == 0 ? '[' : ',');
            string(field, i);
          }

          out.put(']');
        }
      }

      out.ascii(before == '{' ? "{}" : "}");
    }

    private void string(Parts field, int i) {
      out.string(field.wire().bytes, field.start(i), field.end(i) - field.start(i));
    }
  }

  private static void put(TextCells cells, int row, JsonText text, Meter meter) {
    meter.add(text.length());
    cells.set(row, text.bytes(), 0, text.length());
  }
}
