package io.github.otlp2parquet.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One table: its columns in order, and the columns by which the rows of a file are sorted. All
 * tables are partitioned by the day of {@code time}.
 */
public final class Table {
  private final String name;
  private final String doc;
  private final List<Column> columns;
  private final List<Column> sortColumns;

  private Table(Builder builder) {
    this.name = builder.name;
    this.doc = builder.doc;
    this.columns = List.copyOf(builder.columns);
    this.sortColumns = builder.sort.stream().map(this::column).toList();
  }

  public String name() {
    return name;
  }

  public String doc() {
    return doc;
  }

  /** The columns in order. */
  public List<Column> columns() {
    return columns;
  }

  /** Rows are sorted by these, ascending, nulls first. */
  public List<Column> sortColumns() {
    return sortColumns;
  }

  /** The column by whose day the table is partitioned. */
  public Column partitionColumn() {
    return columns.stream().filter(Column::required).findFirst().orElseThrow();
  }

  /** The column of this name. */
  public Column column(String columnName) {
    return columns.stream()
        .filter(column -> column.name().equals(columnName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No column " + columnName + " in " + name));
  }

  /**
   * This table with one column more for each promotion that it lacks.
   *
   * @throws IllegalArgumentException if a column of that name has another source or type
   */
  public Table promoting(List<Promotion> promotions) {
    Builder builder = new Builder(name, doc);
    columns.forEach(builder::add);
    sortColumns.forEach(column -> builder.sort.add(column.name()));
    promotions.forEach(builder::promote);
    return builder.build();
  }

  @Override
  public String toString() {
    return name;
  }

  static Builder named(String name, String doc) {
    return new Builder(name, doc);
  }

  /** Lists columns, one call a column. */
  static final class Builder {
    private final String name;
    private final String doc;
    private final List<Column> columns = new ArrayList<>();
    private final List<String> sort = new ArrayList<>();
    private final Set<Integer> ids = new HashSet<>();
    private Level level = Level.REQUEST;

    private Builder(String name, String doc) {
      this.name = name;
      this.doc = doc;
    }

    /** The columns that follow are of this level. */
    Builder of(Level next) {
      level = next;
      return this;
    }

    Builder time(int id, String column, String what, Source source) {
      return add(id, column, Type.Primitive.TIMESTAMP, what, source, Column.Use.PARTITION);
    }

    Builder arrival(int id, String column, String what) {
      return add(
          id, column, Type.Primitive.TIMESTAMP, what, new Source.Arrival(), Column.Use.CATEGORY);
    }

    Builder key(int id, String column, String what) {
      return add(id, column, Type.Primitive.STRING, what, new Source.Key(), Column.Use.FILTER);
    }

    /** Text with few different values. */
    Builder category(int id, String column, String what, Codec codec, Integer... path) {
      return field(id, column, Type.Primitive.STRING, what, Column.Use.CATEGORY, codec, path);
    }

    /** Text that readers filter by. */
    Builder filter(int id, String column, String what, Codec codec, Integer... path) {
      return field(id, column, Type.Primitive.STRING, what, Column.Use.FILTER, codec, path);
    }

    Builder text(int id, String column, String what, Codec codec, Integer... path) {
      return field(id, column, Type.Primitive.STRING, what, Column.Use.DETAIL, codec, path);
    }

    Builder int64(int id, String column, String what, Codec codec, Integer... path) {
      return field(id, column, Type.Primitive.LONG, what, Column.Use.DETAIL, codec, path);
    }

    Builder int32(int id, String column, String what, Codec codec, Integer... path) {
      return field(id, column, Type.Primitive.INT, what, Column.Use.CATEGORY, codec, path);
    }

    Builder float64(int id, String column, String what, Codec codec, Integer... path) {
      return field(id, column, Type.Primitive.DOUBLE, what, Column.Use.DETAIL, codec, path);
    }

    Builder bool(int id, String column, String what, Codec codec, Integer... path) {
      return field(id, column, Type.Primitive.BOOLEAN, what, Column.Use.CATEGORY, codec, path);
    }

    Builder difference(int id, String column, String what, int end, int start) {
      Source source = new Source.Difference(end, start);
      return add(id, column, Type.Primitive.LONG, what, source, Column.Use.DETAIL);
    }

    Builder list(
        int id, int elementId, Type element, String column, String what, Codec codec, int... path) {
      Integer[] boxed = Arrays.stream(path).boxed().toArray(Integer[]::new);
      Type type = new Type.ListOf(elementId, element);
      return field(id, column, type, what, Column.Use.DETAIL, codec, boxed);
    }

    /** A repeated message, its fields listed by another builder. */
    Builder messages(int id, int elementId, Builder fields, String column, String what, int path) {
      return list(
          id, elementId, new Type.Struct(fields.columns), column, what, Codec.MESSAGES, path);
    }

    /** A column for an attribute of the level. */
    Builder attribute(int id, String key, Type.Primitive type) {
      return add(promoted(id, Promotion.of(level, key, type)));
    }

    /** A column for an attribute of any level, with the next free id. */
    private Builder promote(Promotion promotion) {
      int id = ids.stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
      Column column = promoted(id, promotion);
      for (Column present : columns) {
        if (present.name().equals(column.name())) {
          if (present.equals(column.renumbered(present.id()))) {
            return this;
          }

          throw new IllegalArgumentException(
              "Cannot promote %s to %s of %s: the column has another source"
                  .formatted(promotion.key(), column.name(), name));
        }
      }

      return add(column);
    }

    Builder sortedBy(String... names) {
      sort.addAll(List.of(names));
      return this;
    }

    Table build() {
      return new Table(this);
    }

    private static Column promoted(int id, Promotion promotion) {
      String what = "the %s's %s".formatted(owner(promotion.level()), promotion.key());
      Source source = new Source.Attribute(promotion.key());
      return new Column(
          id,
          promotion.column(),
          promotion.type(),
          what,
          promotion.level(),
          source,
          Column.Use.FILTER);
    }

    private static String owner(Level level) {
      return level.name().toLowerCase(Locale.ROOT);
    }

    private Builder field(
        int id,
        String column,
        Type type,
        String what,
        Column.Use use,
        Codec codec,
        Integer... path) {
      return add(id, column, type, what, new Source.Field(codec, List.of(path)), use);
    }

    private Builder add(
        int id, String column, Type type, String what, Source source, Column.Use use) {
      return add(new Column(id, column, type, what, level, source, use));
    }

    private Builder add(Column column) {
      if (columns.stream().anyMatch(present -> present.name().equals(column.name()))) {
        throw new IllegalArgumentException(
            "Invalid column %s of %s: the name is taken".formatted(column.name(), name));
      }

      claimAll(column);
      columns.add(column);
      return this;
    }

    private void claimAll(Column column) {
      claim(column.id(), column.name());
      if (column.type() instanceof Type.ListOf list) {
        claim(list.elementId(), column.name());
        if (list.element() instanceof Type.Struct struct) {
          struct.fields().forEach(this::claimAll);
        }
      }
    }

    private void claim(int id, String column) {
      if (!ids.add(id)) {
        throw new IllegalArgumentException(
            "Invalid column %s of %s: %d is taken".formatted(column, name, id));
      }
    }
  }
}
