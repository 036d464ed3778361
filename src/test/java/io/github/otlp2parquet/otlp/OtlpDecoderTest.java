package io.github.otlp2parquet.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.github.otlp2parquet.arrow.Batch;
import io.github.otlp2parquet.table.Column;
import io.github.otlp2parquet.table.Level;
import io.github.otlp2parquet.table.Table;
import io.github.otlp2parquet.table.Tables;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OtlpDecoderTest {
  private static final Limits LIMITS = new Limits(512 << 20, 16 << 20, 128 << 20);
  private static final long ARRIVAL =
      ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("2026-11-20T12:00:00Z"));
  private static final long TIME = (ARRIVAL - 5_000_000) * 1_000 + 7;

  private final BufferAllocator allocator = new RootAllocator(256 << 20);

  @AfterEach
  void allMemoryIsReturned() {
    allocator.close();
  }

  @Test
  void decode_logRecord_fillsEveryColumn() {
    LogRecord record =
        LogRecord.newBuilder()
            .setTimeUnixNano(TIME)
            .setObservedTimeUnixNano(TIME + 1)
            .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_WARN)
            .setSeverityText("WARN")
            .setBody(AnyValue.newBuilder().setStringValue("say \"hi\""))
            .addAttributes(attribute("http.route", string("/a")))
            .addAttributes(attribute("n", AnyValue.newBuilder().setDoubleValue(5).build()))
            .setDroppedAttributesCount(3)
            .setFlags(0xff000001)
            .setTraceId(ByteString.fromHex("0102030405060708090a0b0c0d0e0fff"))
            .setSpanId(ByteString.fromHex("a1"))
            .setEventName("order.placed")
            .build();

    Map<String, @Nullable Object> row = rows(decodeLogs(logs(record))).getFirst();

    assertThat(row)
        .containsEntry("time", TIME / 1_000)
        .containsEntry("batch_id", "key")
        .containsEntry("ingest_time", ARRIVAL)
        .containsEntry("service_name", "cart")
        .containsEntry("resource_attributes", "{\"service.name\":\"cart\"}")
        .containsEntry("resource_dropped_attributes_count", 0L)
        .containsEntry("scope_name", null)
        .containsEntry("time_unix_nano", TIME)
        .containsEntry("observed_time_unix_nano", TIME + 1)
        .containsEntry("severity_number", 13)
        .containsEntry("severity_text", "WARN")
        .containsEntry("body", "say \"hi\"")
        .containsEntry("body_type", "string")
        .containsEntry("attributes", "{\"http.route\":\"/a\",\"n\":5.0}")
        .containsEntry("http_route", "/a")
        .containsEntry("dropped_attributes_count", 3L)
        .containsEntry("flags", 0xff000001L)
        .containsEntry("trace_id", "0102030405060708090a0b0c0d0e0fff")
        .containsEntry("span_id", "a1")
        .containsEntry("event_name", "order.placed");
  }

  @Test
  void decode_emptyRecord_hasNullsAndZeros() {
    Map<String, @Nullable Object> row =
        rows(decodeLogs(logs(LogRecord.getDefaultInstance()))).getFirst();

    assertThat(row)
        .containsEntry("time", ARRIVAL)
        .containsEntry("time_unix_nano", null)
        .containsEntry("severity_number", 0)
        .containsEntry("body", null)
        .containsEntry("body_type", null)
        .containsEntry("attributes", null)
        .containsEntry("flags", 0L);
  }

  @Test
  void decode_time2to63_rejectsTheRecordOnly() {
    LogRecord good = LogRecord.newBuilder().setTimeUnixNano(TIME).setSeverityText("a").build();
    LogRecord bad =
        LogRecord.newBuilder()
            .setSeverityText("b")
            .setEventName("gone")
            .addAttributes(attribute("http.route", string("/gone")))
            .setTimeUnixNano(Long.MIN_VALUE)
            .build();

    try (Decoded decoded = decodeLogs(logs(good, bad, good, bad))) {
      assertThat(decoded.rejected()).containsEntry("time_unix_nano is 2^63 or more", 2L);
      List<Map<String, @Nullable Object>> rows = rowsOf(decoded.tables().getFirst().batch());
      assertThat(rows).hasSize(2);
      assertThat(rows)
          .allSatisfy(
              row ->
                  assertThat(row)
                      .containsEntry("severity_text", "a")
                      .containsEntry("event_name", null)
                      .containsEntry("http_route", null)
                      .containsEntry("attributes", null));
    }
  }

  @Test
  void decode_repeatedKeys_becomePairs() {
    LogRecord record =
        LogRecord.newBuilder()
            .addAttributes(attribute("k", string("1")))
            .addAttributes(attribute("k", AnyValue.getDefaultInstance()))
            .build();

    assertThat(rows(decodeLogs(logs(record))).getFirst())
        .containsEntry("attributes", "{\"$kvlist\":[[\"k\",\"1\"],[\"k\",null]]}");
  }

  @Test
  void decode_metricWithTwoKinds_takesTheLast() {
    Metric gauge =
        Metric.newBuilder()
            .setName("m")
            .setGauge(Gauge.newBuilder().addDataPoints(NumberDataPoint.newBuilder().setAsInt(1)))
            .build();
    Metric sum =
        Metric.newBuilder()
            .setSum(
                Sum.newBuilder()
                    .setIsMonotonic(true)
                    .addDataPoints(NumberDataPoint.newBuilder().setAsDouble(2)))
            .build();
    byte[] merged = concat(gauge.toByteArray(), sum.toByteArray());
    byte[] request = wrap(wrap(2, wrap(2, merged)));

    try (Decoded decoded =
        decoder().decode(Signal.METRICS, ByteBuffer.wrap(request), ARRIVAL, timed -> "key")) {
      assertThat(decoded.tables()).hasSize(1);
      Batch batch = decoded.tables().getFirst().batch();
      assertThat(batch.table().name()).isEqualTo(Tables.METRICS_SUM.name());
      assertThat(rowsOf(batch).getFirst())
          .containsEntry("metric_name", "m")
          .containsEntry("is_monotonic", true)
          .containsEntry("value", 2.0)
          .containsEntry("value_int", null);
    }
  }

  @Test
  void decode_intPoint_fillsBothValues() {
    ExportMetricsServiceRequest request =
        ExportMetricsServiceRequest.newBuilder()
            .addResourceMetrics(
                ResourceMetrics.newBuilder()
                    .addScopeMetrics(
                        ScopeMetrics.newBuilder()
                            .addMetrics(
                                Metric.newBuilder()
                                    .setGauge(
                                        Gauge.newBuilder()
                                            .addDataPoints(
                                                NumberDataPoint.newBuilder().setAsInt(-7))
                                            .addDataPoints(NumberDataPoint.newBuilder())))))
            .build();

    try (Decoded decoded =
        decoder()
            .decode(
                Signal.METRICS, ByteBuffer.wrap(request.toByteArray()), ARRIVAL, timed -> "key")) {
      List<Map<String, @Nullable Object>> rows = rowsOf(decoded.tables().getFirst().batch());
      assertThat(rows.get(0)).containsEntry("value", -7.0).containsEntry("value_int", -7L);
      assertThat(rows.get(1)).containsEntry("value", null).containsEntry("value_int", null);
    }
  }

  @Test
  void decode_deepNesting_isMalformed() {
    assertThatThrownBy(() -> decodeLogs(logs(bodyOfDepth(65))))
        .isInstanceOf(MalformedRequestException.class)
        .hasMessageContaining("deeper than 64");
    decodeLogs(logs(bodyOfDepth(64))).close();
  }

  @Test
  void decode_everyTruncation_isMalformedOrShorter() {
    byte[] whole =
        logs(LogRecord.newBuilder()
                .setTimeUnixNano(TIME)
                .setBody(string("b"))
                .addAttributes(attribute("a", string("ü")))
                .build())
            .toByteArray();
    for (int length = 1; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(
              () -> decoder().decode(Signal.LOGS, ByteBuffer.wrap(cut), ARRIVAL, timed -> "key"))
          .isInstanceOf(MalformedRequestException.class);
    }
  }

  @Test
  void decode_manyRowsOfALargeResource_isTooLarge() {
    LogRecord[] records = new LogRecord[600];
    Arrays.fill(records, LogRecord.newBuilder().setTimeUnixNano(TIME).build());
    ExportLogsServiceRequest request = logs(attribute("k", string("x".repeat(1 << 20))), records);

    assertThatThrownBy(() -> decodeLogs(request))
        .isInstanceOf(TooLargeException.class)
        .hasMessageContaining("its rows are over 536870912 bytes together");
  }

  @Test
  void decode_largeRow_rejectsTheRecord() {
    LogRecord large = LogRecord.newBuilder().setBody(string("x".repeat(17 << 20))).build();
    LogRecord small = LogRecord.newBuilder().setBody(string("x")).build();

    try (Decoded decoded = decodeLogs(logs(large, small))) {
      assertThat(decoded.rejected()).containsEntry("the row is over 16777216 bytes", 1L);
      assertThat(decoded.records()).isEqualTo(1);
    }
  }

  private static LogRecord bodyOfDepth(int depth) {
    AnyValue value = AnyValue.newBuilder().setIntValue(1).build();
    for (int i = 0; i < depth; i++) {
      value = AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(value)).build();
    }

    return LogRecord.newBuilder().setBody(value).build();
  }

  private OtlpDecoder decoder() {
    return new OtlpDecoder(Tables.ALL, allocator, LIMITS);
  }

  private Decoded decodeLogs(ExportLogsServiceRequest request) {
    return decoder()
        .decode(Signal.LOGS, ByteBuffer.wrap(request.toByteArray()), ARRIVAL, timed -> "key");
  }

  private static ExportLogsServiceRequest logs(LogRecord... records) {
    return logs(attribute("service.name", string("cart")), records);
  }

  private static ExportLogsServiceRequest logs(KeyValue attribute, LogRecord... records) {
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .setResource(Resource.newBuilder().addAttributes(attribute))
                .addScopeLogs(ScopeLogs.newBuilder().addAllLogRecords(List.of(records))))
        .build();
  }

  private static KeyValue attribute(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static AnyValue string(String value) {
    return AnyValue.newBuilder().setStringValue(value).build();
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] wrap(byte[] message) {
    return wrap(1, message);
  }

  private static byte[] wrap(int field, byte[] message) {
    return concat(new byte[] {(byte) (field << 3 | 2), (byte) message.length}, message);
  }

  private static List<Map<String, @Nullable Object>> rows(Decoded decoded) {
    try (decoded) {
      return rowsOf(decoded.tables().getFirst().batch());
    }
  }

  private static List<Map<String, @Nullable Object>> rowsOf(Batch batch) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    Table table = batch.table();
    for (int row = 0; row < batch.rowCount(); row++) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (Column column : table.columns()) {
        FieldVector vector = batch.vector(column);
        int index = column.level() == Level.RECORD ? row : batch.entries(column.level()).get(row);
        Object value = vector.getObject(index);
        values.put(
            column.name(), value instanceof org.apache.arrow.vector.util.Text ? "" + value : value);
      }

      rows.add(values);
    }

    return rows;
  }
}
