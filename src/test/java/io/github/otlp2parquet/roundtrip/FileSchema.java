package io.github.otlp2parquet.roundtrip;

import io.github.otlp2parquet.table.Column;
import io.github.otlp2parquet.table.Table;
import io.github.otlp2parquet.table.Type;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;

/** A table as a catalog might give it back: with ids of its own. */
final class FileSchema {
  private static final int ID_SHIFT = 1_000;
  private static final ConcurrentMap<Table, Schema> SCHEMAS = new ConcurrentHashMap<>();

  private FileSchema() {}

  static Schema of(Table table) {
    return SCHEMAS.computeIfAbsent(table, missing -> new Schema(fields(missing.columns())));
  }

  private static List<Types.NestedField> fields(List<Column> columns) {
    return columns.stream()
        .map(
            column ->
                Types.NestedField.builder()
                    .withId(ID_SHIFT + column.id())
                    .withName(column.name())
                    .isOptional(!column.required())
                    .ofType(type(column.type()))
                    .build())
        .toList();
  }

  private static org.apache.iceberg.types.Type type(Type type) {
    return switch (type) {
      case Type.ListOf list ->
          Types.ListType.ofOptional(ID_SHIFT + list.elementId(), type(list.element()));
      case Type.Struct struct -> Types.StructType.of(fields(struct.fields()));
      case Type.Primitive primitive ->
          switch (primitive) {
            case BOOLEAN -> Types.BooleanType.get();
            case INT -> Types.IntegerType.get();
            case LONG -> Types.LongType.get();
            case DOUBLE -> Types.DoubleType.get();
            case STRING -> Types.StringType.get();
            case TIMESTAMP -> Types.TimestampType.withZone();
          };
    };
  }
}
