package io.github.otlp2parquet.parquet;

import io.github.otlp2parquet.arrow.Batch;
import io.github.otlp2parquet.arrow.DayRows;
import io.github.otlp2parquet.table.Column;
import io.github.otlp2parquet.table.Level;
import io.github.otlp2parquet.table.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table as plain objects: {@code Boolean}, {@code Integer}, {@code Long} (also for times,
 * in microseconds), {@code Double}, {@code String}, and a {@code List} of these or of lists, which
 * stand for structs. What a row does not name is null.
 */
final class TestRows {
  private final Table table;
  private final Map<Level, List<Map<String, Object>>> entries = new EnumMap<>(Level.class);
  private final List<Map<Level, Integer>> owners = new ArrayList<>();
  private final List<Map<String, Object>> records = new ArrayList<>();

  TestRows(Table table) {
    this.table = table;
    for (Level level : Level.values()) {
      if (level != Level.RECORD) {
        entries.put(level, new ArrayList<>());
      }
    }
  }

  Table table() {
    return table;
  }

  int count() {
    return records.size();
  }

  /** Adds an entry; returns its number. */
  int entry(Level level, Map<String, Object> values) {
    entries.get(level).add(values);
    return entries.get(level).size() - 1;
  }

  /** Adds a row whose entry of each level not given is the first. */
  TestRows row(Map<Level, Integer> ofLevels, Map<String, Object> values) {
    owners.add(ofLevels);
    records.add(values);
    return this;
  }

  /** Adds a row that belongs to the first entry of each level. */
  TestRows row(Map<String, Object> values) {
    return row(Map.of(), values);
  }

  /** A row's values in the order of the table's columns. */
  List<@Nullable Object> expected(int row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Column column : table.columns()) {
      values.add(value(row, column));
    }

    return values;
  }

  /** The values of rows in their order. */
  List<List<@Nullable Object>> expected(DayRows rows) {
    return Arrays.stream(rows.rows()).mapToObj(this::expected).toList();
  }

  @Nullable Object value(int row, Column column) {
    if (column.level() == Level.RECORD) {
      return records.get(row).get(column.name());
    }

    List<Map<String, Object>> ofLevel = entries.get(column.level());
    int entry = owners.get(row).getOrDefault(column.level(), 0);
    return ofLevel.isEmpty() ? null : ofLevel.get(entry).get(column.name());
  }

  Batch toBatch(BufferAllocator allocator) {
    Batch batch = Batch.create(table, allocator);
    Map<Level, Integer> counts = new HashMap<>();
    for (Level level : entries.keySet()) {
      counts.put(level, Math.max(1, entries.get(level).size()));
      IntVector numbers = batch.entries(level);
      for (int row = 0; row < records.size(); row++) {
        numbers.setSafe(row, owners.get(row).getOrDefault(level, 0));
      }
    }

    for (Column column : table.columns()) {
      FieldVector vector = batch.vector(column);
      List<Map<String, Object>> source =
          column.level() == Level.RECORD ? records : entries.get(column.level());
      vector.allocateNew();
      for (int i = 0; i < source.size(); i++) {
        set(vector, i, source.get(i).get(column.name()));
      }
    }

    batch.setRowCount(records.size(), counts);
    return batch;
  }

  private static void set(FieldVector vector, int index, @Nullable Object value) {
    if (value == null) {
      setNull(vector, index);
      return;
    }

    switch (vector) {
      case BitVector bits -> bits.setSafe(index, (Boolean) value ? 1 : 0);
      case IntVector ints -> ints.setSafe(index, (Integer) value);
      case BigIntVector longs -> longs.setSafe(index, (Long) value);
      case TimeStampMicroTZVector times -> times.setSafe(index, (Long) value);
      case Float8Vector doubles -> doubles.setSafe(index, (Double) value);
      case VarCharVector texts ->
          texts.setSafe(index, ((String) value).getBytes(StandardCharsets.UTF_8));
      case ListVector lists -> setList(lists, index, (List<?>) value);
      case StructVector structs -> setStruct(structs, index, (List<?>) value);
      default -> throw new IllegalArgumentException("No such vector: " + vector.getClass());
    }
  }

  private static void setNull(FieldVector vector, int index) {
    switch (vector) {
      case ListVector lists -> lists.setNull(index);
      case StructVector structs -> structs.setNull(index);
      default -> {
        while (vector.getValueCapacity() <= index) {
          vector.reAlloc();
        }

        vector.setNull(index);
      }
    }
  }

  private static void setList(ListVector lists, int index, List<?> values) {
    int start = lists.startNewValue(index);
    for (int i = 0; i < values.size(); i++) {
      set(lists.getDataVector(), start + i, values.get(i));
    }

    lists.endValue(index, values.size());
  }

  private static void setStruct(StructVector structs, int index, List<?> values) {
    structs.setIndexDefined(index);
    List<FieldVector> fields = structs.getChildrenFromFields();
    for (int i = 0; i < values.size(); i++) {
      set(fields.get(i), index, values.get(i));
    }
  }
}
