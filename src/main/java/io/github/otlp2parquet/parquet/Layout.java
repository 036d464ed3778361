package io.github.otlp2parquet.parquet;

import io.github.otlp2parquet.table.Column;
import io.github.otlp2parquet.table.Table;
import io.github.otlp2parquet.table.Type;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * The Parquet schema of a table: its columns in order, with the field ids that the loaded table has
 * for their names.
 */
final class Layout {
  private final Table table;
  private final Schema schema;
  private final List<List<Leaf>> leaves = new ArrayList<>();
  private final SchemaElements elements = new SchemaElements();

  /**
   * @throws IllegalArgumentException if the schema lacks a column
   */
  Layout(Table table, Schema schema) {
    this.table = table;
    this.schema = schema;
    elements.message(table.name(), table.columns().size());
    for (Column column : table.columns()) {
      leaves.add(leaves(column, field(schema.asStruct(), column)));
    }
  }

  /** A table that is loaded anew has a new schema, seldom another one. */
  boolean isOf(Table otherTable, Schema otherSchema) {
    return table.equals(otherTable)
        && (schema.equals(otherSchema) || schema.sameSchema(otherSchema));
  }

  private NestedField field(Types.StructType parent, Column column) {
    NestedField field = parent.field(column.name());
    if (field == null) {
      throw new IllegalArgumentException(
          "Cannot write %s: the loaded table has no column %s"
              .formatted(table.name(), column.name()));
    }

    return field;
  }

  private List<Leaf> leaves(Column column, NestedField field) {
    return switch (column.type()) {
      case Type.Primitive primitive -> {
        elements.primitive(column.name(), field.fieldId(), primitive, column.required());
        yield List.of(
            leaf(List.of(column.name()), field.fieldId(), primitive, column, Leaf.ELEMENT));
      }
      case Type.ListOf list -> list(column, list, field);
      case Type.Struct struct ->
          throw new IllegalArgumentException(
              "Cannot write %s: a struct outside of a list".formatted(column.name()));
    };
  }

  private List<Leaf> list(Column column, Type.ListOf list, NestedField field) {
    Types.ListType listType = field.type().asListType();
    elements.list(column.name(), field.fieldId());
    List<String> path = List.of(column.name(), "list", "element");
    return switch (list.element()) {
      case Type.Primitive primitive -> {
        elements.primitive("element", listType.elementId(), primitive, false);
        yield List.of(leaf(path, listType.elementId(), primitive, column, Leaf.ELEMENT));
      }
      case Type.Struct struct -> {
        elements.struct("element", listType.elementId(), struct.fields().size());
        yield fields(path, struct, listType.elementType().asStructType());
      }
      case Type.ListOf nested ->
          throw new IllegalArgumentException(
              "Cannot write %s: a list of lists".formatted(column.name()));
    };
  }

  private List<Leaf> fields(List<String> parent, Type.Struct struct, Types.StructType structType) {
    List<Leaf> result = new ArrayList<>();
    for (Column column : struct.fields()) {
      if (!(column.type() instanceof Type.Primitive primitive)) {
        throw new IllegalArgumentException(
            "Cannot write %s: nested deeper than a list of structs".formatted(column.name()));
      }

      int id = field(structType, column).fieldId();
      elements.primitive(column.name(), id, primitive, column.required());
      List<String> path = new ArrayList<>(parent);
      path.add(column.name());
      result.add(leaf(List.copyOf(path), id, primitive, column, result.size()));
    }

    return List.copyOf(result);
  }

  private Leaf leaf(List<String> path, int fieldId, Type.Primitive type, Column column, int field) {
    boolean inList = path.size() > 1;
    int definition = column.required() ? 0 : inList ? path.size() : 1;
    return new Leaf(path, fieldId, type, column.use(), field, definition, inList ? 1 : 0);
  }

  /** The leaves of each of the table's columns. */
  List<List<Leaf>> leaves() {
    return leaves;
  }

  /** How many leaves all columns have. */
  int leafCount() {
    return leaves.stream().mapToInt(List::size).sum();
  }

  SchemaElements elements() {
    return elements;
  }
}
