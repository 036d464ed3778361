package io.github.otlp2parquet.arrow;

import io.github.otlp2parquet.table.Column;
import io.github.otlp2parquet.table.Type;
import java.util.List;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** Columns as Arrow fields. */
final class ArrowFields {
  static final ArrowType INT = new ArrowType.Int(32, true);

  private ArrowFields() {}

  static Field of(Column column) {
    return field(column.name(), column.type());
  }

  private static Field field(String name, Type type) {
    return new Field(name, FieldType.nullable(arrow(type)), children(type));
  }

  private static List<Field> children(Type type) {
    return switch (type) {
      case Type.Primitive primitive -> List.of();
      case Type.ListOf list -> List.of(field("element", list.element()));
      case Type.Struct struct -> struct.fields().stream().map(ArrowFields::of).toList();
    };
  }

  private static ArrowType arrow(Type type) {
    return switch (type) {
      case Type.ListOf list -> ArrowType.List.INSTANCE;
      case Type.Struct struct -> ArrowType.Struct.INSTANCE;
      case Type.Primitive primitive ->
          switch (primitive) {
            case BOOLEAN -> ArrowType.Bool.INSTANCE;
            case INT -> INT;
            case LONG -> new ArrowType.Int(64, true);
            case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case STRING -> ArrowType.Utf8.INSTANCE;
            case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
          };
    };
  }
}
