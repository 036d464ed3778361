package io.github.otlp2parquet.table;

import java.util.regex.Pattern;

/**
 * One column, or one field of a struct.
 *
 * @param id the field id that is asked for; a catalog may assign another, so columns of a loaded
 *     table are matched by name
 * @param name lower-case snake_case: a capital letter hides a table from Athena
 * @param use how its values look, for encodings and statistics
 */
public record Column(
    int id, String name, Type type, String doc, Level level, Source source, Use use) {
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,254}");

  /** What a column is good for. */
  public enum Use {
    /** Never null, and the table is partitioned by its day. */
    PARTITION,
    /** Filtered by: its bounds are kept in the table's manifests. */
    FILTER,
    /** Few different values. */
    CATEGORY,
    /** Nearly every value another. */
    DETAIL
  }

  public Column {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Invalid column name: " + name);
    }
  }

  /** Whether a row must have a value. */
  public boolean required() {
    return use == Use.PARTITION;
  }

  /** Whether lower and upper bounds are kept in manifests. */
  public boolean bounded() {
    return use == Use.PARTITION || use == Use.FILTER;
  }

  Column renumbered(int newId) {
    return new Column(newId, name, type, doc, level, source, use);
  }
}
