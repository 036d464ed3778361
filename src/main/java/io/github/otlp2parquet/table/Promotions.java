package io.github.otlp2parquet.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Promoted attributes by configuration: a comma-separated list of {@code
 * [table=]level:key:type[:column]}, for example {@code
 * resource:k8s.pod.name:string,traces=record:http.route:string:route}. Without a table all tables
 * get the column. Levels are {@code resource}, {@code scope} and {@code record}; types are {@code
 * string}, {@code boolean}, {@code int}, {@code long} and {@code double}.
 */
public final class Promotions {
  private final List<Entry> entries;

  private record Entry(@Nullable String table, Promotion promotion) {}

  private Promotions(List<Entry> entries) {
    this.entries = entries;
  }

  /**
   * Reads the configuration.
   *
   * @throws IllegalArgumentException if it cannot be read, or names a table that there is not
   */
  public static Promotions parse(String text) {
    return new Promotions(
        Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .filter(entry -> !entry.isEmpty())
            .map(Promotions::entry)
            .toList());
  }

  private static Entry entry(String text) {
    int equals = text.indexOf('=');
    String table = equals < 0 ? null : text.substring(0, equals);
    if (table != null && Tables.ALL.stream().noneMatch(known -> known.name().equals(table))) {
      throw new IllegalArgumentException("Cannot promote %s: no table %s".formatted(text, table));
    }

    String[] parts = text.substring(equals + 1).split(":", -1);
    if (parts.length < 3 || parts.length > 4 || parts[1].isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot promote %s: expected [table=]level:key:type[:column]".formatted(text));
    }

    Level level = named(Level.values(), parts[0], text);
    Type.Primitive type = named(Type.Primitive.values(), parts[2], text);
    String column = parts.length == 4 ? parts[3] : Promotion.columnName(parts[1]);
    return new Entry(table, new Promotion(level, parts[1], type, column));
  }

  private static <E extends Enum<E>> E named(E[] values, String name, String text) {
    for (E value : values) {
      if (value.name().equals(name.toUpperCase(Locale.ROOT))) {
        return value;
      }
    }

    throw new IllegalArgumentException("Cannot promote %s: unknown %s".formatted(text, name));
  }

  /**
   * The tables with their promoted columns.
   *
   * @throws IllegalArgumentException if a table has a column of that name from another source
   */
  public List<Table> applyTo(List<Table> tables) {
    List<Table> promoting = new ArrayList<>();
    for (Table table : tables) {
      promoting.add(
          table.promoting(
              entries.stream()
                  .filter(entry -> entry.table() == null || entry.table().equals(table.name()))
                  .map(Entry::promotion)
                  .toList()));
    }

    return promoting;
  }
}
