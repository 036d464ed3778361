package io.github.otlp2parquet.parquet;

import io.github.otlp2parquet.table.Column;
import io.github.otlp2parquet.table.Table;
import io.github.otlp2parquet.table.Type;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** Schemas of loaded tables, with other field ids than the tables ask for. */
final class Schemas {
  private static final int SHIFT = 1000;

  private Schemas() {}

  static Schema of(Table table) {
    return new Schema(fields(table.columns()));
  }

  private static List<NestedField> fields(List<Column> columns) {
    return columns.stream().map(Schemas::field).toList();
  }

  private static NestedField field(Column column) {
    int id = column.id() + SHIFT;
    org.apache.iceberg.types.Type type = type(column.type());
    return column.required()
        ? NestedField.required(id, column.name(), type)
        : NestedField.optional(id, column.name(), type);
  }

  private static org.apache.iceberg.types.Type type(Type type) {
    return switch (type) {
      case Type.ListOf list ->
          Types.ListType.ofOptional(list.elementId() + SHIFT, type(list.element()));
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
