package io.github.otlp2parquet.roundtrip;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row, or a struct in one, as a reader of Parquet gives it; it knows what was asked for. */
final class Row {
  private final Map<String, @Nullable Object> values;
  private final Set<String> asked = new HashSet<>();

  Row(Map<String, @Nullable Object> values) {
    this.values = values;
  }

  Map<String, @Nullable Object> values() {
    return values;
  }

  /** The columns that were asked for. */
  Set<String> asked() {
    return asked;
  }

  @Nullable Object get(String column) {
    if (!values.containsKey(column)) {
      throw new IllegalArgumentException("No column " + column + " in " + values.keySet());
    }

    asked.add(column);
    return values.get(column);
  }

  boolean has(String column) {
    return get(column) != null;
  }

  /** Null is the empty string, which is never stored. */
  String text(String column) {
    Object value = get(column);
    if ("".equals(value)) {
      throw new IllegalStateException(column + " is empty");
    }

    return value == null ? "" : (String) value;
  }

  /** Text that is there, empty or not. */
  String presentText(String column) {
    return (String) present(column);
  }

  /** A number that is never null. */
  long int64(String column) {
    return (Long) present(column);
  }

  int int32(String column) {
    return (Integer) present(column);
  }

  /** An unsigned number of 32 bits. */
  int uint32(String column) {
    long value = int64(column);
    if (value >>> 32 != 0) {
      throw new IllegalStateException(column + " is no uint32: " + value);
    }

    return (int) value;
  }

  double float64(String column) {
    return (Double) present(column);
  }

  boolean bool(String column) {
    return (Boolean) present(column);
  }

  private Object present(String column) {
    Object value = get(column);
    if (value == null) {
      throw new IllegalStateException(column + " is null");
    }

    return value;
  }

  /** Null is 0, and 0 is never stored. */
  long nanos(String column) {
    Object value = get(column);
    if (value != null && (Long) value <= 0) {
      throw new IllegalStateException(column + " is " + value);
    }

    return value == null ? 0 : (Long) value;
  }

  /** Null is the empty list, which is never stored. */
  List<?> list(String column) {
    Object value = get(column);
    if (value != null && ((List<?>) value).isEmpty()) {
      throw new IllegalStateException(column + " is empty");
    }

    return value == null ? List.of() : (List<?>) value;
  }

  /** The structs of a list. */
  @SuppressWarnings("unchecked")
  List<Row> rows(String column) {
    return list(column).stream()
        .map(struct -> new Row((Map<String, @Nullable Object>) struct))
        .toList();
  }
}
