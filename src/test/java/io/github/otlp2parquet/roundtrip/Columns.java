package io.github.otlp2parquet.roundtrip;

import io.github.otlp2parquet.table.Column;
import io.github.otlp2parquet.table.Table;
import io.github.otlp2parquet.table.Type;
import java.util.List;
import java.util.stream.Stream;

/** A table's columns by name, those of structs with a dot. */
final class Columns {
  private Columns() {}

  static List<String> leaves(Table table) {
    return table.columns().stream().flatMap(column -> leaves("", column)).toList();
  }

  private static Stream<String> leaves(String prefix, Column column) {
    String name = prefix + column.name();
    return column.type() instanceof Type.ListOf list && list.element() instanceof Type.Struct struct
        ? struct.fields().stream().flatMap(field -> leaves(name + ".", field))
        : Stream.of(name);
  }
}
