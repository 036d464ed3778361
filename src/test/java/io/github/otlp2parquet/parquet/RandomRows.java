package io.github.otlp2parquet.parquet;

import io.github.otlp2parquet.table.Column;
import io.github.otlp2parquet.table.Level;
import io.github.otlp2parquet.table.Promotion;
import io.github.otlp2parquet.table.Table;
import io.github.otlp2parquet.table.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Rows of any table with values of every kind: edges, repeats, nulls. */
final class RandomRows {
  static final long FIRST_DAY_MICROS = 1_770_000_000_000_000L;
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final List<String> ALPHABET =
      List.of("a", "b", "€", "\"", "\\", "\u0000", "\ud83d\ude00", "z", " ", "ÿ");
  private static final double[] DOUBLES = {
    0.0,
    -0.0,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    -1.5
  };
  private static final long[] LONGS = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40};

  private final Random random;
  private final Map<String, Integer> nullPercents = new HashMap<>();
  private final Map<String, Integer> repeatPercents = new HashMap<>();
  private final Map<String, @Nullable Object> lastValues = new HashMap<>();

  RandomRows(Random random) {
    this.random = random;
  }

  /** The table with a promoted column of each type at each level. */
  static Table widened(Table table) {
    List<Promotion> promotions = new ArrayList<>();
    for (Level level : List.of(Level.RESOURCE, Level.SCOPE, Level.RECORD)) {
      for (Type.Primitive type : Type.Primitive.values()) {
        if (type != Type.Primitive.TIMESTAMP) {
          promotions.add(Promotion.of(level, "more." + level + "." + type, type));
        }
      }
    }

    return table.promoting(promotions);
  }

  TestRows rows(Table table, int count, int days) {
    TestRows rows = new TestRows(table);
    Map<Level, Integer> counts = new HashMap<>();
    for (Level level : Level.values()) {
      if (level != Level.RECORD) {
        int entries = 1 + random.nextInt(level == Level.REQUEST ? 1 : 1 + count / 2);
        counts.put(level, entries);
        for (int i = 0; i < entries; i++) {
          rows.entry(level, values(table, level));
        }
      }
    }

    for (int i = 0; i < count; i++) {
      Map<Level, Integer> owners = new HashMap<>();
      counts.forEach((level, entries) -> owners.put(level, random.nextInt(entries)));
      Map<String, Object> values = values(table, Level.RECORD);
      long within = random.nextLong(DAY_MICROS / 2);
      String time = table.partitionColumn().name();
      values.put(time, FIRST_DAY_MICROS + random.nextInt(days) * DAY_MICROS + within);
      rows.row(owners, values);
    }

    return rows;
  }

  private Map<String, Object> values(Table table, Level level) {
    Map<String, Object> values = new HashMap<>();
    for (Column column : table.columns()) {
      Object value = column.level() == level ? value(column.name(), column.type()) : null;
      if (value != null) {
        values.put(column.name(), value);
      }
    }

    return values;
  }

  private @Nullable Object value(String name, Type type) {
    int nulls =
        nullPercents.computeIfAbsent(
            name, any -> List.of(0, 0, 10, 90, 100).get(random.nextInt(5)));
    int repeats =
        repeatPercents.computeIfAbsent(name, any -> List.of(0, 50, 99, 100).get(random.nextInt(4)));
    if (random.nextInt(100) < nulls) {
      return null;
    }

    if (lastValues.containsKey(name) && random.nextInt(100) < repeats) {
      return lastValues.get(name);
    }

    Object value = newValue(name, type);
    lastValues.put(name, value);
    return value;
  }

  private Object newValue(String name, Type type) {
    return switch (type) {
      case Type.Primitive primitive ->
          switch (primitive) {
            case BOOLEAN -> random.nextBoolean();
            case INT -> random.nextBoolean() ? random.nextInt() : random.nextInt(20);
            case LONG ->
                random.nextBoolean() ? random.nextLong() : LONGS[random.nextInt(LONGS.length)];
            case TIMESTAMP -> FIRST_DAY_MICROS + random.nextLong(DAY_MICROS);
            case DOUBLE ->
                random.nextBoolean()
                    ? random.nextGaussian()
                    : DOUBLES[random.nextInt(DOUBLES.length)];
            case STRING -> text();
          };
      case Type.ListOf list -> elements(name, list.element());
      case Type.Struct struct -> {
        List<@Nullable Object> fields = new ArrayList<>();
        struct
            .fields()
            .forEach(field -> fields.add(value(name + "." + field.name(), field.type())));
        yield fields;
      }
    };
  }

  private List<@Nullable Object> elements(String name, Type element) {
    List<@Nullable Object> values = new ArrayList<>();
    int size = random.nextInt(5) == 0 ? random.nextInt(40) : random.nextInt(3);
    for (int i = 0; i < size; i++) {
      values.add(value(name + ".element", element));
    }

    return values;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(10) == 0 ? random.nextInt(400) : random.nextInt(20);
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.get(random.nextInt(ALPHABET.size())));
    }

    return text.toString();
  }
}
