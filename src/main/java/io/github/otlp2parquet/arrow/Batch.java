package io.github.otlp2parquet.arrow;

import io.github.otlp2parquet.table.Column;
import io.github.otlp2parquet.table.Level;
import io.github.otlp2parquet.table.Table;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * The rows of one table as Arrow vectors. A column of {@link Level#RECORD} has one value a row. The
 * columns of another level are dictionaries: they have one value an entry (a resource, a scope, a
 * metric), and {@link #entries} says for each row which entry is its own. Whoever creates a batch
 * closes it.
 */
public final class Batch implements AutoCloseable {
  private final Table table;
  private final List<FieldVector> vectors;
  private final Map<Level, IntVector> entries = new EnumMap<>(Level.class);
  private int rowCount;

  private Batch(Table table, List<FieldVector> vectors) {
    this.table = table;
    this.vectors = vectors;
  }

  /** An empty batch, its vectors not allocated yet. */
  public static Batch create(Table table, BufferAllocator allocator) {
    List<FieldVector> vectors =
        table.columns().stream()
            .map(column -> ArrowFields.of(column).createVector(allocator))
            .toList();
    Batch batch = new Batch(table, vectors);
    for (Level level : Level.values()) {
      if (level != Level.RECORD) {
        Field field = new Field(level.name(), FieldType.notNullable(ArrowFields.INT), null);
        batch.entries.put(level, (IntVector) field.createVector(allocator));
      }
    }

    return batch;
  }

  public Table table() {
    return table;
  }

  /** One vector a column of the table, in its order. */
  public List<FieldVector> vectors() {
    return vectors;
  }

  /** The vector of one of the table's columns. */
  public FieldVector vector(Column column) {
    return vectors.get(table.columns().indexOf(column));
  }

  /**
   * The number of the entry that each row refers to: as many as there are rows, each less than the
   * value count of the level's columns. Not for {@link Level#RECORD}.
   */
  public IntVector entries(Level level) {
    IntVector vector = entries.get(level);
    if (vector == null) {
      throw new IllegalArgumentException("Invalid level: " + level + " has a value a row");
    }

    return vector;
  }

  public int rowCount() {
    return rowCount;
  }

  /**
   * Ends the filling.
   *
   * @param entryCounts how many entries each level but {@code RECORD} has
   */
  public void setRowCount(int count, Map<Level, Integer> entryCounts) {
    rowCount = count;
    entries.values().forEach(vector -> vector.setValueCount(count));
    for (int i = 0; i < vectors.size(); i++) {
      Level level = table.columns().get(i).level();
      vectors.get(i).setValueCount(level == Level.RECORD ? count : entryCounts.get(level));
    }
  }

  @Override
  public void close() {
    vectors.forEach(FieldVector::close);
    entries.values().forEach(FieldVector::close);
  }
}
