package io.github.otlp2parquet.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.otlp2parquet.arrow.Batch;
import io.github.otlp2parquet.arrow.DayRows;
import io.github.otlp2parquet.arrow.Days;
import io.github.otlp2parquet.table.Level;
import io.github.otlp2parquet.table.Table;
import io.github.otlp2parquet.table.Tables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.TypeUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DataFileWriterTest {
  private static final long TIME = RandomRows.FIRST_DAY_MICROS;
  private static final MetricsConfig METRICS = MetricsConfig.getDefault();

  private final BufferAllocator allocator = new RootAllocator(1 << 30);

  @TempDir private Path directory;

  @AfterEach
  void allMemoryIsReturned() {
    allocator.close();
  }

  @ParameterizedTest
  @MethodSource("tablesAndSeeds")
  void write_randomRows_readsBackTheSame(Table table, long seed) throws Exception {
    Random random = new Random(seed);
    Table widened = RandomRows.widened(table);
    TestRows rows = new RandomRows(random).rows(widened, 1 + random.nextInt(1500), 2);
    Limits limits =
        random.nextBoolean()
            ? Limits.USUAL
            : new Limits(
                1 + random.nextInt(500), 1 + random.nextInt(5000), random.nextInt(3000), 300_000);
    try (DataFileWriter writer = new DataFileWriter(limits)) {
      assertReadsBack(writer, rows, table + " " + limits + " seed " + seed);
    }
  }

  static Stream<Object[]> tablesAndSeeds() {
    long fresh = System.nanoTime();
    return Tables.ALL.stream()
        .flatMap(table -> Stream.of(1L, fresh).map(seed -> new Object[] {table, seed}));
  }

  @Test
  void write_extremeValues_readsBackTheSame() throws Exception {
    TestRows rows = new TestRows(Tables.METRICS_GAUGE);
    rows.entry(Level.METRIC, Map.of("metric_name", "", "metric_unit", "1"));
    double[] doubles = {
      Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0, Double.MIN_VALUE
    };
    long[] longs = {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1, 1, 1L << 62};
    for (int i = 0; i < doubles.length; i++) {
      Map<String, Object> values = at(i);
      values.put("value", doubles[i]);
      values.put("value_int", longs[i]);
      values.put("attributes", "");
      rows.row(values);
    }

    try (DataFileWriter writer = new DataFileWriter()) {
      assertReadsBack(writer, rows, "extreme values");
    }
  }

  @Test
  void write_listsOfAllKinds_readsBackTheSame() throws Exception {
    TestRows rows = new TestRows(Tables.METRICS_HISTOGRAM);
    List<@Nullable Object> none = new ArrayList<>(Arrays.asList(null, null));
    List<@Nullable Object> exemplar = Arrays.asList(7L, 1.5, null, "ab", null, "{}");
    List<@Nullable Object> empty = Arrays.asList(null, null, null, null, null, null);
    rows.row(at(0));
    for (List<?> list : List.of(List.of(), List.of(1L), none, List.of(1L, 2L, Long.MAX_VALUE))) {
      Map<String, Object> values = at(1);
      values.put("bucket_counts", list);
      rows.row(values);
    }

    for (List<?> list :
        List.of(List.of(), List.of(exemplar), none, List.of(empty), List.of(empty, exemplar))) {
      Map<String, Object> values = at(2);
      values.put("exemplars", list);
      rows.row(values);
    }

    try (DataFileWriter writer = new DataFileWriter()) {
      assertReadsBack(writer, rows, "lists");
    }
  }

  @Test
  void write_smallAfterLarge_readsBackBoth() throws Exception {
    Random random = new Random(5);
    try (DataFileWriter writer = new DataFileWriter()) {
      for (int count : new int[] {1, 9000, 1, 300}) {
        assertReadsBack(
            writer, new RandomRows(random).rows(Tables.TRACES, count, 3), count + " spans");
      }
    }
  }

  @Test
  void write_dictionaryOutgrown_isPlainAndReadsBackTheSame() throws Exception {
    TestRows rows = new TestRows(Tables.LOGS);
    for (int i = 0; i < 3000; i++) {
      int resource = rows.entry(Level.RESOURCE, Map.of("service_name", "service-" + i % 1500));
      Map<String, Object> values = at(i);
      values.put("severity_text", "text-" + i % 1400);
      values.put("url_path", "/" + i);
      rows.row(Map.of(Level.RESOURCE, resource), values);
    }

    try (DataFileWriter writer = new DataFileWriter(new Limits(1000, 4096, 10_000, 1 << 20))) {
      EncodedFile file = assertReadsBack(writer, rows, "outgrown dictionaries").getFirst();
      Map<String, String> encodings = Footers.encodings(file);
      assertThat(encodings)
          .containsEntry("severity_text", "[PLAIN, RLE]")
          .containsEntry("service_name", "[PLAIN, RLE]")
          .containsEntry("severity_number", "[PLAIN, RLE]");
    }
  }

  @Test
  void write_repeatedEntries_isOneDictionaryValueEach() throws Exception {
    TestRows rows = new TestRows(Tables.LOGS);
    for (int i = 0; i < 500; i++) {
      int scope = rows.entry(Level.SCOPE, Map.of("scope_name", i % 2 == 0 ? "even" : "odd"));
      rows.row(Map.of(Level.SCOPE, scope), at(i));
    }

    try (DataFileWriter writer = new DataFileWriter()) {
      EncodedFile file = assertReadsBack(writer, rows, "repeated entries").getFirst();
      assertThat(Footers.encodings(file))
          .containsEntry("scope_name", "[PLAIN, RLE, RLE_DICTIONARY]");
      assertThat(Footers.dictionarySize(file, "scope_name")).isEqualTo(2);
    }
  }

  @Test
  void write_columnThatTheSchemaLacks_isRefused() {
    TestRows rows = new TestRows(Tables.LOGS).row(at(0));
    Schema schema = Schemas.of(Tables.METRICS_SUMMARY);
    try (Batch batch = rows.toBatch(allocator);
        DataFileWriter writer = new DataFileWriter()) {
      DayRows day = Days.split(batch, TIME, 32, new BitSet()).getFirst();
      assertThatThrownBy(() -> writer.write(batch, day, schema, METRICS))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Cannot write logs: the loaded table has no column observed_time_unix_nano");
    }
  }

  @Test
  void write_rowWithoutTime_isRefused() {
    TestRows rows = new TestRows(Tables.LOGS).row(at(0)).row(at(1));
    try (Batch batch = rows.toBatch(allocator);
        DataFileWriter writer = new DataFileWriter()) {
      DayRows day = Days.split(batch, TIME, 32, new BitSet()).getFirst();
      batch.vector(Tables.LOGS.partitionColumn()).setNull(1);
      assertThatThrownBy(() -> writer.write(batch, day, Schemas.of(Tables.LOGS), METRICS))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Cannot write time: a required value is null");
    }
  }

  @Test
  void write_tableLoadedAnew_hasItsFieldIds() throws Exception {
    TestRows rows = new TestRows(Tables.LOGS).row(at(0));
    Schema schema = Schemas.of(Tables.LOGS);
    Schema other = TypeUtil.assignFreshIds(schema, new AtomicInteger(5000)::incrementAndGet);
    try (Batch batch = rows.toBatch(allocator);
        DataFileWriter writer = new DataFileWriter()) {
      DayRows day = Days.split(batch, TIME, 32, new BitSet()).getFirst();
      for (Schema loaded : List.of(schema, other, schema)) {
        EncodedFile file = writer.write(batch, day, loaded, METRICS);
        assertThat(IcebergRows.read(file, loaded)).isEqualTo(rows.expected(day));
      }
    }
  }

  private static Map<String, Object> at(int micros) {
    Map<String, Object> values = new HashMap<>();
    values.put("time", TIME + micros);
    return values;
  }

  /** Writes a file a day and reads each by DuckDB and by Iceberg. */
  private List<EncodedFile> assertReadsBack(DataFileWriter writer, TestRows rows, String what)
      throws Exception {
    List<EncodedFile> files = new ArrayList<>();
    Schema schema = Schemas.of(rows.table());
    try (Batch batch = rows.toBatch(allocator);
        DuckDb duckDb = new DuckDb()) {
      for (DayRows day : Days.split(batch, TIME, 32, new BitSet())) {
        EncodedFile file = writer.write(batch, day, schema, METRICS);
        files.add(file);
        List<List<@Nullable Object>> expected = rows.expected(day);
        assertThat(file.day()).isEqualTo(day.day());
        assertThat(file.rowCount()).isEqualTo(expected.size());
        assertThat(file.sorted()).isTrue();
        assertSame(duckDb.read(rows.table(), file, directory), expected, "DuckDB: " + what);
        assertSame(IcebergRows.read(file, schema), expected, "Iceberg: " + what);
      }
    }

    return files;
  }

  private static void assertSame(
      List<List<@Nullable Object>> actual, List<List<@Nullable Object>> expected, String what) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    for (int row = 0; row < expected.size(); row++) {
      assertThat(actual.get(row)).as("%s, row %d", what, row).isEqualTo(expected.get(row));
    }
  }
}
