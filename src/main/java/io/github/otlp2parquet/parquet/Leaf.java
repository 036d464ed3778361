package io.github.otlp2parquet.parquet;

import io.github.otlp2parquet.table.Column;
import io.github.otlp2parquet.table.Type;
import java.util.List;

/**
 * A column of the Parquet file: a column of the table, or a part of one.
 *
 * @param path names from the top of the schema down
 * @param fieldId of the table as it was loaded
 * @param field which field of a list's structs it is; {@link #ELEMENT} for all else
 * @param maxDefinition the definition level of a value that is there
 * @param maxRepetition 1 in a list, else 0
 */
record Leaf(
    List<String> path,
    int fieldId,
    Type.Primitive type,
    Column.Use use,
    int field,
    int maxDefinition,
    int maxRepetition) {
  /** It is the column or the element of its list itself. */
  static final int ELEMENT = -1;

  /** What Iceberg calls it: {@code events.element.name}. */
  String columnName() {
    return maxRepetition == 0
        ? path.getFirst()
        : path.getFirst() + "." + String.join(".", path.subList(2, path.size()));
  }

  /** Whether least and greatest values are kept in the footer. */
  boolean bounded() {
    boolean cheap = type != Type.Primitive.STRING || use != Column.Use.DETAIL;
    return maxRepetition == 0 && cheap;
  }

  /** Whether a dictionary is worth trying. */
  boolean repeats() {
    return type != Type.Primitive.BOOLEAN
        && (type != Type.Primitive.STRING || use != Column.Use.DETAIL);
  }

  @Override
  public String toString() {
    return String.join(".", path);
  }
}
