package io.github.otlp2parquet.arrow;

import io.github.otlp2parquet.table.Column;
import io.github.otlp2parquet.table.Level;
import io.github.otlp2parquet.table.Table;
import io.github.otlp2parquet.table.Type;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;

/** Fills batches of one table, one after another. */
public final class BatchBuilder {
  private final Table table;
  private final List<Cells> cells;
  private final Map<Level, IntCells> entries = new EnumMap<>(Level.class);

  public BatchBuilder(Table table, Staging staging) {
    this.table = table;
    this.cells = table.columns().stream().map(column -> cells(column.type(), staging)).toList();
    for (Level level : Level.values()) {
      if (level != Level.RECORD) {
        entries.put(level, new IntCells(staging));
      }
    }
  }

  private static Cells cells(Type type, Staging staging) {
    return switch (type) {
      case Type.ListOf list -> new ListCells(staging, elements(list.element(), staging));
      case Type.Struct struct -> throw new IllegalArgumentException("Structs are only in lists");
      case Type.Primitive primitive ->
          switch (primitive) {
            case BOOLEAN -> new BooleanCells(staging);
            case INT -> new IntCells(staging);
            case LONG, TIMESTAMP -> new LongCells(staging);
            case DOUBLE -> new DoubleCells(staging);
            case STRING -> new TextCells(staging);
          };
    };
  }

  private static List<Cells> elements(Type element, Staging staging) {
    return element instanceof Type.Struct struct
        ? struct.fields().stream().map(field -> cells(field.type(), staging)).toList()
        : List.of(cells(element, staging));
  }

  public Table table() {
    return table;
  }

  /** The cells of a column: a cell a row, or an entry. */
  public Cells cells(Column column) {
    return cells.get(table.columns().indexOf(column));
  }

  /** Which entry of a level each row belongs to. Not for {@link Level#RECORD}. */
  public IntCells entries(Level level) {
    IntCells numbers = entries.get(level);
    if (numbers == null) {
      throw new IllegalArgumentException("Invalid level: " + level + " has a value a row");
    }

    return numbers;
  }

  /**
   * Moves what was filled in into a batch, and is empty again, also if that fails.
   *
   * @param entryCounts how many entries each level but {@code RECORD} has
   */
  public Batch build(BufferAllocator allocator, int rowCount, Map<Level, Integer> entryCounts) {
    Batch batch = Batch.create(table, allocator);
    try {
      for (int i = 0; i < cells.size(); i++) {
        Level level = table.columns().get(i).level();
        int count = level == Level.RECORD ? rowCount : entryCounts.get(level);
        cells.get(i).moveTo(batch.vectors().get(i), count);
      }

      entries.forEach((level, numbers) -> numbers.moveTo(batch.entries(level), rowCount));
      batch.setRowCount(rowCount, entryCounts);
      return batch;
    } catch (RuntimeException | Error e) {
      batch.close();
      reset();
      throw e;
    }
  }

  /** Takes back a row that is not to be. */
  public void forgetRow(int row) {
    for (int i = 0; i < cells.size(); i++) {
      if (table.columns().get(i).level() == Level.RECORD) {
        cells.get(i).forget(row);
      }
    }
  }

  /** Drops what was filled in. */
  public void reset() {
    cells.forEach(Cells::reset);
    entries.values().forEach(Cells::reset);
  }
}
