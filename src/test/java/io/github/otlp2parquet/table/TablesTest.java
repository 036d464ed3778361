package io.github.otlp2parquet.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.EntityRef;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class TablesTest {
  static final List<Table> TABLES = Tables.ALL;

  /** Messages that one column holds as JSON text. */
  private static final Set<String> HELD_AS_JSON =
      Set.of(
          "opentelemetry.proto.common.v1.KeyValue",
          "opentelemetry.proto.common.v1.AnyValue",
          "opentelemetry.proto.common.v1.EntityRef");

  /** Tables by the field of {@code Metric} that has their points. */
  private static final Map<Integer, Table> BY_DATA =
      Map.of(
          5, Tables.METRICS_GAUGE,
          7, Tables.METRICS_SUM,
          9, Tables.METRICS_HISTOGRAM,
          10, Tables.METRICS_EXPONENTIAL_HISTOGRAM,
          11, Tables.METRICS_SUMMARY);

  @Test
  void all_areTheSevenOfTheDesign() {
    assertThat(Tables.ALL)
        .extracting(Table::name)
        .containsExactly(
            "logs",
            "traces",
            "metrics_gauge",
            "metrics_sum",
            "metrics_histogram",
            "metrics_exponential_histogram",
            "metrics_summary");
  }

  @ParameterizedTest
  @FieldSource("TABLES")
  void idsAndNames_areUnique(Table table) {
    assertThat(table.columns()).extracting(Column::name).doesNotHaveDuplicates();
    assertThat(table.columns().stream().flatMap(TablesTest::ids)).doesNotHaveDuplicates();
  }

  private static Stream<Integer> ids(Column column) {
    return Stream.concat(
        Stream.of(column.id()),
        column.type() instanceof Type.ListOf list
            ? Stream.concat(
                Stream.of(list.elementId()), fields(column).stream().flatMap(TablesTest::ids))
            : Stream.of());
  }

  private static List<Column> fields(Column column) {
    return column.type() instanceof Type.ListOf list && list.element() instanceof Type.Struct struct
        ? struct.fields()
        : List.of();
  }

  @ParameterizedTest
  @FieldSource("TABLES")
  void names_areLowerCaseSnakeCase(Table table) {
    assertThat(table.name()).matches("[a-z_]+");
    assertThat(table.columns().stream().flatMap(TablesTest::names))
        .allMatch(n -> n.matches("[a-z_]+"));
  }

  private static Stream<String> names(Column column) {
    return Stream.concat(
        Stream.of(column.name()), fields(column).stream().flatMap(TablesTest::names));
  }

  @Test
  void ids1To19_areTheSameInAllTables() {
    List<Column> common =
        Tables.LOGS.columns().stream().filter(column -> column.id() < 18).toList();

    assertThat(common).hasSize(17);
    for (Table table : Tables.ALL) {
      assertThat(table.columns().stream().filter(column -> column.id() < 20).map(Column::name))
          .hasSize(19)
          .containsAll(common.stream().map(Column::name).toList());
      assertThat(table.column("attributes").id()).isEqualTo(18);
      assertThat(table.column("flags").id()).isEqualTo(19);
    }
  }

  @ParameterizedTest
  @FieldSource("TABLES")
  void time_isTheOnlyRequiredColumn(Table table) {
    assertThat(table.columns().stream().filter(Column::required))
        .extracting(Column::name)
        .containsExactly("time");
    assertThat(table.partitionColumn().name()).isEqualTo("time");
  }

  @ParameterizedTest
  @FieldSource("TABLES")
  void sortColumns_areBounded(Table table) {
    assertThat(table.sortColumns())
        .extracting(Column::name)
        .containsExactlyElementsOf(
            table.name().startsWith("metrics_")
                ? List.of("metric_name", "service_name", "time")
                : List.of("service_name", "time"));
    assertThat(table.sortColumns()).allMatch(Column::bounded);
  }

  @ParameterizedTest
  @FieldSource("TABLES")
  void bounds_areOfTimeKeysAndPromotedOnly(Table table) {
    assertThat(table.columns().stream().filter(Column::bounded))
        .allMatch(
            column ->
                Set.of("time", "batch_id", "metric_name").contains(column.name())
                    || column.source() instanceof Source.Attribute);
  }

  @ParameterizedTest
  @FieldSource("TABLES")
  void promotedAttributes_areTwelveAtMost(Table table) {
    assertThat(
            table.columns().stream().filter(column -> column.source() instanceof Source.Attribute))
        .hasSizeLessThanOrEqualTo(12);
  }

  /** A field that a later opentelemetry-proto adds fails here until a column or a reason has it. */
  @Test
  void everyFieldOfOtlp_hasAColumn() {
    List<String> missing = new ArrayList<>();
    missing.addAll(missing(Tables.LOGS, ResourceLogs.getDescriptor(), 0));
    missing.addAll(missing(Tables.TRACES, ResourceSpans.getDescriptor(), 0));
    BY_DATA.forEach(
        (number, table) -> missing.addAll(missing(table, ResourceMetrics.getDescriptor(), number)));
    List<Integer> data =
        OtlpMessages.metric(ResourceMetrics.getDescriptor()).getFields().stream()
            .filter(field -> field.getRealContainingOneof() != null)
            .map(FieldDescriptor::getNumber)
            .toList();

    assertThat(missing).isEmpty();
    assertThat(BY_DATA.keySet()).containsExactlyInAnyOrderElementsOf(data);
  }

  /** What JSON text holds of them; another field would need a place in the JSON convention. */
  @Test
  void messagesHeldAsJson_haveNoOtherFields() {
    assertThat(OtlpMessages.fieldNames(KeyValue.getDescriptor()))
        .containsExactlyInAnyOrder("key", "value", "key_strindex");
    assertThat(OtlpMessages.fieldNames(AnyValue.getDescriptor()))
        .containsExactlyInAnyOrder(
            "string_value",
            "bool_value",
            "int_value",
            "double_value",
            "array_value",
            "kvlist_value",
            "bytes_value",
            "string_value_strindex");
    assertThat(OtlpMessages.fieldNames(ArrayValue.getDescriptor())).containsExactly("values");
    assertThat(OtlpMessages.fieldNames(KeyValueList.getDescriptor())).containsExactly("values");
    assertThat(OtlpMessages.fieldNames(EntityRef.getDescriptor()))
        .containsExactlyInAnyOrder("schema_url", "type", "id_keys", "description_keys");
  }

  private static List<String> missing(Table table, Descriptor resource, int data) {
    List<String> missing = new ArrayList<>();
    OtlpMessages.byLevel(resource, data)
        .forEach(
            (level, message) -> {
              Set<List<Integer>> paths = new HashSet<>();
              table.columns().stream()
                  .filter(column -> column.level() == level)
                  .forEach(column -> addPaths(column, List.of(), paths));
              Set<Integer> walked = OtlpMessages.walked(level, data);
              collect(message, List.of(), walked, paths, missing);
            });
    return missing;
  }

  /** A column's codec reads the type that its field has in the .proto files. */
  @Test
  void everyCodec_readsItsFieldsType() {
    Map<Table, Integer> data = new HashMap<>();
    BY_DATA.forEach((number, table) -> data.put(table, number));
    for (Table table : Tables.ALL) {
      Descriptor resource =
          table == Tables.LOGS
              ? ResourceLogs.getDescriptor()
              : table == Tables.TRACES
                  ? ResourceSpans.getDescriptor()
                  : ResourceMetrics.getDescriptor();
      OtlpMessages.byLevel(resource, data.getOrDefault(table, 0))
          .forEach(
              (level, message) ->
                  table.columns().stream()
                      .filter(column -> column.level() == level)
                      .forEach(column -> checkCodec(column, message)));
    }
  }

  private static void checkCodec(Column column, Descriptor message) {
    if (!(column.source() instanceof Source.Field source)) {
      return;
    }

    FieldDescriptor field = OtlpMessages.field(message, source.path());
    assertThat(OtlpMessages.codecs(field)).as(column.name()).contains(source.codec());
    fields(column).forEach(inner -> checkCodec(inner, field.getMessageType()));
  }

  private static void addPaths(Column column, List<Integer> prefix, Set<List<Integer>> paths) {
    if (column.source() instanceof Source.Field field) {
      List<Integer> path = Stream.concat(prefix.stream(), field.path().stream()).toList();
      paths.add(path);
      fields(column).forEach(inner -> addPaths(inner, path, paths));
    }
  }

  private static void collect(
      Descriptor message,
      List<Integer> prefix,
      Set<Integer> walked,
      Set<List<Integer>> paths,
      List<String> missing) {
    for (FieldDescriptor field : message.getFields()) {
      List<Integer> path = Stream.concat(prefix.stream(), Stream.of(field.getNumber())).toList();
      boolean isWalked = prefix.isEmpty() && walked.contains(field.getNumber());
      boolean has = paths.contains(path);
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
          && !HELD_AS_JSON.contains(field.getMessageType().getFullName())) {
        boolean points = prefix.size() == 1 && field.getName().equals("data_points");
        if (!isWalked && !points) {
          collect(field.getMessageType(), path, walked, paths, missing);
        }
      } else if (!has && !isWalked) {
        missing.add(field.getFullName());
      }
    }
  }
}
