package io.github.otlp2parquet.otlp;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one kind of message into columns. */
final class MessageReader {
  private final @Nullable FieldReader[] byNumber;
  private final FieldReader[] all;

  /**
   * @param fields by field number
   * @param derived what is computed from the fields when the message is over
   */
  MessageReader(Map<Integer, FieldReader> fields, List<FieldReader> derived) {
    TreeMap<Integer, FieldReader> sorted = new TreeMap<>(fields);
    byNumber = new FieldReader[sorted.isEmpty() ? 0 : sorted.lastKey() + 1];
    sorted.forEach((number, reader) -> byNumber[number] = reader);
    all = new FieldReader[sorted.size() + derived.size()];
    int i = 0;
    for (FieldReader reader : sorted.values()) {
      all[i++] = reader;
    }

    for (FieldReader reader : derived) {
      all[i++] = reader;
    }
  }

  /** Reads the message between two positions as a row. */
  void readAll(Wire in, int start, int end, int row) {
    in.position = start;
    read(in, end, row);
    end(row);
  }

  /** Reads from the cursor on. */
  void read(Wire in, int end, int row) {
    int outer = in.open(end);
    while (in.hasMore()) {
      int tag = in.tag();
      int number = tag >>> 3;
      FieldReader reader = number < byNumber.length ? byNumber[number] : null;
      if (reader != null && reader.accepts(tag & 7)) {
        reader.read(in, tag & 7, row);
      } else {
        in.skip(tag);
      }
    }

    in.close(outer);
  }

  void end(int row) {
    for (FieldReader reader : all) {
      reader.end(row);
    }
  }

  void reset() {
    for (FieldReader reader : all) {
      reader.reset();
    }
  }
}
