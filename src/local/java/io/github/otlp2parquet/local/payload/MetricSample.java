package io.github.otlp2parquet.local.payload;

import static io.github.otlp2parquet.local.payload.Attributes.attribute;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint.Buckets;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint.ValueAtQuantile;
import java.util.List;

/** A metric of each type; their points set every field, and show which may be missing. */
final class MetricSample {
  private static final int NO_VALUE = DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE;

  private MetricSample() {}

  /** Three points: a double, an integer, and one without a value. */
  static ExportMetricsServiceRequest gauge() {
    Gauge gauge =
        Gauge.newBuilder()
            .addDataPoints(
                point()
                    .addAllAttributes(Attributes.ofEveryKind())
                    .setAsDouble(21.5)
                    .addExemplars(Sample.exemplar().setAsDouble(Double.NaN))
                    .addExemplars(Sample.exemplar().setAsInt(-3)))
            .addDataPoints(point().addAttributes(attribute("cpu", 1)).setAsInt(Long.MIN_VALUE))
            .addDataPoints(point().addAttributes(attribute("cpu", 2)).setFlags(NO_VALUE))
            .build();
    return request(named("system.cpu.temperature", "Cel").setGauge(gauge));
  }

  /** Two points of a counter and one of what can fall. */
  static ExportMetricsServiceRequest sum() {
    Sum counter =
        Sum.newBuilder()
            .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
            .setIsMonotonic(true)
            .addDataPoints(
                point()
                    .addAttributes(attribute("http.request.method", "GET"))
                    .setAsInt(0)
                    .addExemplars(Sample.exemplar().setAsInt(1)))
            .addDataPoints(
                point().addAttributes(attribute("http.request.method", "PUT")).setAsDouble(0.5))
            .build();
    Sum level =
        Sum.newBuilder()
            .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
            .addDataPoints(point().setAsInt(-7))
            .build();
    return request(
        named("http.server.requests", "{request}").setSum(counter),
        named("queue.length", "{message}").setSum(level));
  }

  /** Two points: one with every field, one of a count alone. */
  static ExportMetricsServiceRequest histogram() {
    HistogramDataPoint.Builder everyField =
        HistogramDataPoint.newBuilder()
            .addAttributes(attribute("http.route", "/api/v1/orders/{id}"))
            .setStartTimeUnixNano(Sample.time(0))
            .setTimeUnixNano(Sample.time(60))
            .setCount(6)
            .setSum(0)
            .addAllBucketCounts(List.of(1L, 0L, 5L))
            .addAllExplicitBounds(List.of(0.1, 0.25))
            .addExemplars(Sample.exemplar().setAsDouble(0.2))
            .setFlags(1)
            .setMin(-0.5)
            .setMax(0.75);
    Histogram histogram =
        Histogram.newBuilder()
            .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
            .addDataPoints(everyField)
            .addDataPoints(
                HistogramDataPoint.newBuilder().setTimeUnixNano(Sample.time(60)).setCount(2))
            .build();
    return request(named("http.server.request.duration", "s").setHistogram(histogram));
  }

  /** Two points: one with every field, one of a count alone. */
  static ExportMetricsServiceRequest exponentialHistogram() {
    ExponentialHistogramDataPoint.Builder everyField =
        ExponentialHistogramDataPoint.newBuilder()
            .addAttributes(attribute("db.system.name", "postgresql"))
            .setStartTimeUnixNano(Sample.time(0))
            .setTimeUnixNano(Sample.time(60))
            .setCount(9)
            .setSum(12.25)
            .setScale(-2)
            .setZeroCount(1)
            .setPositive(buckets(-3, List.of(1L, 0L, 4L)))
            .setNegative(buckets(2, List.of(3L)))
            .setFlags(1)
            .addExemplars(Sample.exemplar().setAsDouble(4.5))
            .setMin(-8)
            .setMax(11.5)
            .setZeroThreshold(1e-9);
    ExponentialHistogram histogram =
        ExponentialHistogram.newBuilder()
            .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
            .addDataPoints(everyField)
            .addDataPoints(
                ExponentialHistogramDataPoint.newBuilder()
                    .setTimeUnixNano(Sample.time(60))
                    .setCount(2)
                    .setZeroCount(2))
            .build();
    return request(named("db.client.operation.duration", "s").setExponentialHistogram(histogram));
  }

  /** Two points: one with quantiles, one without. */
  static ExportMetricsServiceRequest summary() {
    SummaryDataPoint.Builder everyField =
        SummaryDataPoint.newBuilder()
            .addAttributes(attribute("rpc.method", "Authorise"))
            .setStartTimeUnixNano(Sample.time(0))
            .setTimeUnixNano(Sample.time(60))
            .setCount(100)
            .setSum(1_234.5)
            .addQuantileValues(ValueAtQuantile.newBuilder().setQuantile(0.5).setValue(9.5))
            .addQuantileValues(ValueAtQuantile.newBuilder().setQuantile(1).setValue(80))
            .setFlags(1);
    Summary summary =
        Summary.newBuilder()
            .addDataPoints(everyField)
            .addDataPoints(SummaryDataPoint.newBuilder().setTimeUnixNano(Sample.time(60)))
            .build();
    return request(named("rpc.server.duration", "ms").setSummary(summary));
  }

  private static NumberDataPoint.Builder point() {
    return NumberDataPoint.newBuilder()
        .setStartTimeUnixNano(Sample.time(0))
        .setTimeUnixNano(Sample.time(60));
  }

  private static Buckets buckets(int offset, List<Long> counts) {
    return Buckets.newBuilder().setOffset(offset).addAllBucketCounts(counts).build();
  }

  private static Metric.Builder named(String name, String unit) {
    return Metric.newBuilder()
        .setName(name)
        .setDescription("An example of its type.")
        .setUnit(unit)
        .addMetadata(attribute("prometheus.type", "unknown"));
  }

  private static ExportMetricsServiceRequest request(Metric.Builder... metrics) {
    ScopeMetrics.Builder scope =
        ScopeMetrics.newBuilder().setScope(Sample.SCOPE).setSchemaUrl(Fleet.SCHEMA_URL);
    for (Metric.Builder metric : metrics) {
      scope.addMetrics(metric);
    }

    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .setResource(Sample.RESOURCE)
                .setSchemaUrl(Fleet.SCHEMA_URL)
                .addScopeMetrics(scope))
        .build();
  }
}
