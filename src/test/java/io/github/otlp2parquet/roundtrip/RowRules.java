package io.github.otlp2parquet.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.otlp2parquet.table.Column;
import io.github.otlp2parquet.table.Level;
import io.github.otlp2parquet.table.Source;
import io.github.otlp2parquet.table.Table;
import io.github.otlp2parquet.table.Type;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What docs/tables.md says of columns that are computed, and of the order of a file's rows. */
final class RowRules {
  private static final Comparator<@Nullable String> TEXT_ORDER =
      Comparator.nullsFirst(
          (a, b) ->
              Arrays.compareUnsigned(
                  a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));

  private RowRules() {}

  /** Checks the columns that a row has beside those that its record is rebuilt from. */
  static void check(Table table, Row row) {
    assertThat(row.get("batch_id")).isEqualTo(Stored.KEY);
    assertThat(row.get("ingest_time")).isEqualTo(EdgeValues.ARRIVAL);
    if (table.name().equals("traces")) {
      checkDuration(row);
    }

    if (row.values().containsKey("value_int")) {
      checkValue(row);
    }

    for (Column column : table.columns()) {
      if (column.source() instanceof Source.Attribute attribute) {
        checkPromoted(column, attribute.key(), row);
      }
    }
  }

  private static void checkDuration(Row row) {
    boolean both = row.has("start_time_unix_nano") && row.has("end_time_unix_nano");
    assertThat(row.get("duration_nano"))
        .isEqualTo(
            both ? row.int64("end_time_unix_nano") - row.int64("start_time_unix_nano") : null);
  }

  private static void checkValue(Row row) {
    if (row.has("value_int")) {
      assertThat(row.get("value")).isEqualTo((double) row.int64("value_int"));
    }

    if (row.values().containsKey("exemplars")) {
      row.rows("exemplars").forEach(RowRules::checkValue);
    }
  }

  /** The value that the JSON text has, or null where its type is another. */
  private static void checkPromoted(Column column, String key, Row row) {
    String json = row.text(attributesOf(column.level()));
    Optional<AnyValue> value =
        JsonValues.attributes(json).stream()
            .filter(attribute -> attribute.getKey().equals(key))
            .findFirst()
            .map(KeyValue::getValue);
    Object expected = value.map(any -> promoted((Type.Primitive) column.type(), any)).orElse(null);
    assertThat(row.get(column.name())).as(column.name()).isEqualTo(expected);
  }

  private static String attributesOf(Level level) {
    return switch (level) {
      case RESOURCE -> "resource_attributes";
      case SCOPE -> "scope_attributes";
      case RECORD -> "attributes";
      case REQUEST, METRIC -> throw new IllegalArgumentException("No attributes: " + level);
    };
  }

  private static @Nullable Object promoted(Type.Primitive type, AnyValue value) {
    return switch (type) {
      case STRING -> value.hasStringValue() ? value.getStringValue() : null;
      case BOOLEAN -> value.hasBoolValue() ? value.getBoolValue() : null;
      case LONG -> value.hasIntValue() ? value.getIntValue() : null;
      case INT ->
          value.hasIntValue() && value.getIntValue() == (int) value.getIntValue()
              ? (Object) (int) value.getIntValue()
              : null;
      case DOUBLE ->
          value.hasDoubleValue()
              ? (Object) value.getDoubleValue()
              : value.hasIntValue() ? (Object) (double) value.getIntValue() : null;
      case TIMESTAMP -> throw new IllegalArgumentException("No attribute is a timestamp");
    };
  }

  /** The rows of a file are in the table's order, nulls first, texts by their UTF-8 bytes. */
  static void checkOrder(Table table, List<Row> rows) {
    Comparator<Row> order = Comparator.comparing(row -> 0);
    for (Column column : table.sortColumns()) {
      order =
          column.type() == Type.Primitive.STRING
              ? order.thenComparing(row -> (String) row.get(column.name()), TEXT_ORDER)
              : order.thenComparing(row -> row.int64(column.name()));
    }

    assertThat(rows).isSortedAccordingTo(order);
  }
}
