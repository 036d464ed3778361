package io.github.otlp2parquet.table;

import java.util.List;

/** Where a column's value comes from. */
public sealed interface Source {
  /**
   * A field of the level's message.
   *
   * @param path field numbers from the level's message down to the field, as in the .proto files
   */
  record Field(Codec codec, List<Integer> path) implements Source {
    public Field {
      path = List.copyOf(path);
    }
  }

  /** An attribute of the resource, the scope or the record: a promoted column. */
  record Attribute(String key) implements Source {}

  /**
   * The time that partitions the table: the first of two {@code fixed64} fields of the record that
   * is present and plausible, else the arrival.
   */
  record Time(int first, int second) implements Source {}

  /** One {@code fixed64} field less another; null where one is missing. */
  record Difference(int end, int start) implements Source {}

  /** The key of the request. */
  record Key() implements Source {}

  /** When the request arrived. */
  record Arrival() implements Source {}
}
