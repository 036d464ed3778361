package io.github.otlp2parquet.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.otlp2parquet.arrow.Batch;
import io.github.otlp2parquet.arrow.DayRows;
import io.github.otlp2parquet.arrow.Days;
import io.github.otlp2parquet.table.Level;
import io.github.otlp2parquet.table.Table;
import io.github.otlp2parquet.table.Tables;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileMetricsTest {
  private static final long TIME = RandomRows.FIRST_DAY_MICROS;
  private static final String DEFAULT = "write.metadata.metrics.default";

  private final BufferAllocator allocator = new RootAllocator(1 << 30);

  @AfterEach
  void allMemoryIsReturned() {
    allocator.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"full", "truncate(4)", "counts", "none"})
  void write_anyMode_givesWhatIcebergReadsFromTheFooter(String mode) throws Exception {
    Map<String, String> modes = Map.of(DEFAULT, mode, "write.metadata.metrics.column.time", "full");
    for (Table table : Tables.ALL) {
      TestRows rows = new RandomRows(new Random(11)).rows(RandomRows.widened(table), 700, 1);
      MetricsConfig config = config(rows, modes);
      EncodedFile file = write(rows, Limits.USUAL, config);
      Metrics expected = ParquetUtil.footerMetrics(Footers.read(file), Stream.empty(), config);
      Metrics actual = file.metrics();
      assertThat(actual.recordCount()).isEqualTo(expected.recordCount());
      assertThat(actual.columnSizes()).isEqualTo(expected.columnSizes());
      assertThat(actual.valueCounts()).isEqualTo(expected.valueCounts());
      assertThat(actual.nullValueCounts()).isEqualTo(expected.nullValueCounts());
      assertThat(actual.lowerBounds()).isEqualTo(expected.lowerBounds());
      assertThat(actual.upperBounds()).isEqualTo(expected.upperBounds());
    }
  }

  @Test
  void write_severalRowGroups_boundsAreOfAll() throws Exception {
    TestRows rows = new TestRows(Tables.LOGS);
    for (int i = 0; i < 1000; i++) {
      Map<String, Object> values = new HashMap<>();
      values.put("time", TIME + i);
      values.put("url_path", "/" + (char) ('a' + i % 26) + i);
      values.put("severity_number", i - 500);
      rows.row(values);
    }

    EncodedFile file = write(rows, new Limits(100, 1000, 1000, 10_000), full(rows));
    ParquetMetadata footer = Footers.read(file);
    Metrics expected = ParquetUtil.footerMetrics(footer, Stream.empty(), full(rows));
    assertThat(footer.getBlocks()).hasSizeGreaterThan(3);
    assertThat(file.splitOffsets()).isEqualTo(ParquetUtil.getSplitOffsets(footer));
    assertThat(file.metrics().lowerBounds()).isEqualTo(expected.lowerBounds());
    assertThat(file.metrics().upperBounds()).isEqualTo(expected.upperBounds());
  }

  @Test
  void write_oneRowGroupWithoutBounds_givesNoneForTheFile() throws Exception {
    TestRows rows = new TestRows(Tables.LOGS);
    for (int i = 0; i < 400; i++) {
      String path = i == 7 ? "/" + "x".repeat(300) : "/x";
      rows.row(Map.of("time", TIME + i, "url_path", path, "http_route", "/x"));
    }

    EncodedFile file = write(rows, new Limits(100, 1000, 1000, 10_000), full(rows));
    Schema schema = Schemas.of(Tables.LOGS);
    assertThat(file.splitOffsets()).hasSizeGreaterThan(1);
    assertThat(file.metrics().upperBounds())
        .containsKey(schema.findField("http_route").fieldId())
        .doesNotContainKey(schema.findField("url_path").fieldId());
  }

  @Test
  void write_nan_isCountedAndHasNoBounds() throws Exception {
    TestRows rows = new TestRows(Tables.METRICS_GAUGE);
    for (double value : new double[] {1, Double.NaN, 2, Double.NaN}) {
      rows.row(Map.of("time", TIME, "value", value));
    }

    Metrics metrics = write(rows, Limits.USUAL, full(rows)).metrics();
    int value = Schemas.of(Tables.METRICS_GAUGE).findField("value").fieldId();
    assertThat(metrics.nanValueCounts()).containsEntry(value, 2L);
    assertThat(metrics.nullValueCounts()).containsEntry(value, 0L);
    assertThat(metrics.lowerBounds()).doesNotContainKey(value);
  }

  @Test
  void write_usedEntriesOnly_boundTheFile() throws Exception {
    TestRows rows = new TestRows(Tables.LOGS);
    rows.entry(Level.RESOURCE, Map.of("service_name", "a"));
    int used = rows.entry(Level.RESOURCE, Map.of("service_name", "m"));
    rows.entry(Level.RESOURCE, Map.of("service_name", "z"));
    rows.row(Map.of(Level.RESOURCE, used), Map.of("time", TIME));
    Metrics metrics = write(rows, Limits.USUAL, full(rows)).metrics();
    int service = Schemas.of(Tables.LOGS).findField("service_name").fieldId();
    assertThat(metrics.lowerBounds().get(service)).isEqualTo(metrics.upperBounds().get(service));
    assertThat(metrics.lowerBounds().get(service).get(0)).isEqualTo((byte) 'm');
  }

  @Test
  void write_anyTable_hasTheSchemaThatIcebergGivesIt() throws Exception {
    for (Table table : Tables.ALL) {
      TestRows rows = new TestRows(table).row(Map.of("time", TIME));
      ParquetMetadata footer = Footers.read(write(rows, Limits.USUAL, full(rows)));
      assertThat(footer.getFileMetaData().getSchema())
          .isEqualTo(ParquetSchemaUtil.convert(Schemas.of(table), table.name()));
    }
  }

  private static MetricsConfig full(TestRows rows) {
    return config(rows, Map.of(DEFAULT, "full"));
  }

  private static MetricsConfig config(TestRows rows, Map<String, String> properties) {
    return MetricsConfig.from(properties, Schemas.of(rows.table()), SortOrder.unsorted());
  }

  private EncodedFile write(TestRows rows, Limits limits, MetricsConfig config) throws IOException {
    try (Batch batch = rows.toBatch(allocator);
        DataFileWriter writer = new DataFileWriter(limits)) {
      List<DayRows> days = Days.split(batch, TIME, 32, new BitSet());
      assertThat(days).hasSize(1);
      return writer.write(batch, days.getFirst(), Schemas.of(rows.table()), config);
    }
  }
}
