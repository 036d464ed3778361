package io.github.otlp2parquet.roundtrip;

import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint.Buckets;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.util.List;
import java.util.function.DoubleConsumer;

/** Makes a metric of one point again from a row. */
final class RebuiltMetric {
  private static final List<String> TEMPORALITIES = List.of("UNSPECIFIED", "DELTA", "CUMULATIVE");

  private RebuiltMetric() {}

  static Metric of(String table, Row row) {
    Metric.Builder metric =
        Metric.newBuilder()
            .setName(row.text("metric_name"))
            .setDescription(row.text("metric_description"))
            .setUnit(row.text("metric_unit"))
            .addAllMetadata(JsonValues.attributes(row.text("metric_metadata")));
    return switch (table) {
      case "metrics_gauge" ->
          metric.setGauge(Gauge.newBuilder().addDataPoints(number(row))).build();
      case "metrics_sum" ->
          metric
              .setSum(
                  Sum.newBuilder()
                      .setAggregationTemporalityValue(temporality(row))
                      .setIsMonotonic(row.bool("is_monotonic"))
                      .addDataPoints(number(row)))
              .build();
      case "metrics_histogram" ->
          metric
              .setHistogram(
                  Histogram.newBuilder()
                      .setAggregationTemporalityValue(temporality(row))
                      .addDataPoints(histogram(row)))
              .build();
      case "metrics_exponential_histogram" ->
          metric
              .setExponentialHistogram(
                  ExponentialHistogram.newBuilder()
                      .setAggregationTemporalityValue(temporality(row))
                      .addDataPoints(exponential(row)))
              .build();
      case "metrics_summary" ->
          metric.setSummary(Summary.newBuilder().addDataPoints(summary(row))).build();
      default -> throw new IllegalArgumentException("No table of metrics: " + table);
    };
  }

  private static int temporality(Row row) {
    return Rebuilder.number(row.text("aggregation_temporality"), TEMPORALITIES);
  }

  private static NumberDataPoint number(Row row) {
    NumberDataPoint.Builder point =
        NumberDataPoint.newBuilder()
            .addAllAttributes(JsonValues.attributes(row.text("attributes")))
            .setStartTimeUnixNano(row.nanos("start_time_unix_nano"))
            .setTimeUnixNano(row.nanos("time_unix_nano"))
            .setFlags(row.uint32("flags"));
    if (row.has("value_int")) {
      point.setAsInt(row.int64("value_int"));
    } else if (row.has("value")) {
      point.setAsDouble(row.float64("value"));
    }

    row.rows("exemplars").forEach(exemplar -> point.addExemplars(exemplar(exemplar)));
    return point.build();
  }

  private static Exemplar exemplar(Row row) {
    Exemplar.Builder exemplar =
        Exemplar.newBuilder()
            .setTimeUnixNano(row.nanos("time_unix_nano"))
            .setTraceId(Rebuilder.id(row, "trace_id"))
            .setSpanId(Rebuilder.id(row, "span_id"))
            .addAllFilteredAttributes(JsonValues.attributes(row.text("filtered_attributes")));
    if (row.has("value_int")) {
      exemplar.setAsInt(row.int64("value_int"));
    } else if (row.has("value")) {
      exemplar.setAsDouble(row.float64("value"));
    }

    return exemplar.build();
  }

  private static HistogramDataPoint histogram(Row row) {
    HistogramDataPoint.Builder point =
        HistogramDataPoint.newBuilder()
            .addAllAttributes(JsonValues.attributes(row.text("attributes")))
            .setStartTimeUnixNano(row.nanos("start_time_unix_nano"))
            .setTimeUnixNano(row.nanos("time_unix_nano"))
            .setFlags(row.uint32("flags"))
            .setCount(row.int64("count"));
    optional(row, "sum", point::setSum);
    optional(row, "min", point::setMin);
    optional(row, "max", point::setMax);
    row.list("bucket_counts").forEach(count -> point.addBucketCounts((Long) count));
    row.list("explicit_bounds").forEach(bound -> point.addExplicitBounds((Double) bound));
    row.rows("exemplars").forEach(exemplar -> point.addExemplars(exemplar(exemplar)));
    return point.build();
  }

  private static ExponentialHistogramDataPoint exponential(Row row) {
    ExponentialHistogramDataPoint.Builder point =
        ExponentialHistogramDataPoint.newBuilder()
            .addAllAttributes(JsonValues.attributes(row.text("attributes")))
            .setStartTimeUnixNano(row.nanos("start_time_unix_nano"))
            .setTimeUnixNano(row.nanos("time_unix_nano"))
            .setFlags(row.uint32("flags"))
            .setCount(row.int64("count"))
            .setScale(row.int32("scale"))
            .setZeroCount(row.int64("zero_count"))
            .setZeroThreshold(row.float64("zero_threshold"))
            .setPositive(buckets(row, "positive_offset", "positive_bucket_counts"))
            .setNegative(buckets(row, "negative_offset", "negative_bucket_counts"));
    optional(row, "sum", point::setSum);
    optional(row, "min", point::setMin);
    optional(row, "max", point::setMax);
    row.rows("exemplars").forEach(exemplar -> point.addExemplars(exemplar(exemplar)));
    return point.build();
  }

  private static Buckets buckets(Row row, String offset, String counts) {
    Buckets.Builder buckets = Buckets.newBuilder().setOffset(row.int32(offset));
    row.list(counts).forEach(count -> buckets.addBucketCounts((Long) count));
    return buckets.build();
  }

  private static SummaryDataPoint summary(Row row) {
    SummaryDataPoint.Builder point =
        SummaryDataPoint.newBuilder()
            .addAllAttributes(JsonValues.attributes(row.text("attributes")))
            .setStartTimeUnixNano(row.nanos("start_time_unix_nano"))
            .setTimeUnixNano(row.nanos("time_unix_nano"))
            .setFlags(row.uint32("flags"))
            .setCount(row.int64("count"))
            .setSum(row.float64("sum"));
    for (Row quantile : row.rows("quantile_values")) {
      point
          .addQuantileValuesBuilder()
          .setQuantile(quantile.float64("quantile"))
          .setValue(quantile.float64("value"));
    }

    return point.build();
  }

  private static void optional(Row row, String column, DoubleConsumer set) {
    if (row.has(column)) {
      set.accept(row.float64(column));
    }
  }
}
