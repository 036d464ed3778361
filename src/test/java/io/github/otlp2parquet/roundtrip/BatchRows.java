package io.github.otlp2parquet.roundtrip;

import io.github.otlp2parquet.arrow.Batch;
import io.github.otlp2parquet.otlp.Decoded;
import io.github.otlp2parquet.table.Column;
import io.github.otlp2parquet.table.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;

/** All that a decoded request says, as values that can be compared. */
record BatchRows(
    Map<String, List<Map<String, @Nullable Object>>> rows, List<?> moved, long rejected) {
  static BatchRows of(Decoded decoded) {
    Map<String, List<Map<String, @Nullable Object>>> rows = new LinkedHashMap<>();
    decoded.tables().forEach(table -> rows.put(table.batch().table().name(), rows(table.batch())));
    return new BatchRows(
        rows,
        decoded.tables().stream().map(table -> table.moved().clone()).toList(),
        decoded.rejectedRecords());
  }

  static List<Map<String, @Nullable Object>> rows(Batch batch) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (int row = 0; row < batch.rowCount(); row++) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (Column column : batch.table().columns()) {
        FieldVector vector = batch.vector(column);
        int index = column.level() == Level.RECORD ? row : batch.entries(column.level()).get(row);
        values.put(column.name(), value(vector, index));
      }

      rows.add(values);
    }

    return rows;
  }

  /** Lists and structs by hand: Arrow's own objects for them need a library that is left out. */
  private static @Nullable Object value(ValueVector vector, int index) {
    if (vector.isNull(index)) {
      return null;
    }

    return switch (vector) {
      case ListVector lists -> {
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = lists.getElementStartIndex(index); i < lists.getElementEndIndex(index); i++) {
          elements.add(value(lists.getDataVector(), i));
        }

        yield elements;
      }
      case StructVector structs -> {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        structs
            .getChildrenFromFields()
            .forEach(child -> fields.put(child.getName(), value(child, index)));
        yield fields;
      }
      case VarCharVector texts -> texts.getObject(index).toString();
      default -> vector.getObject(index);
    };
  }
}
