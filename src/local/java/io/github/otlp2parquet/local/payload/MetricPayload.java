package io.github.otlp2parquet.local.payload;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import java.util.Random;

/** Metrics of all five types, ten points each: of ten points, three gauges, four sums. */
final class MetricPayload {
  private static final int POINTS = 10;
  private static final AggregationTemporality TEMPORALITY =
      AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;

  private final Random random;

  MetricPayload(Random random) {
    this.random = random;
  }

  ExportMetricsServiceRequest request(int records) {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    for (int instance = 0; instance < Fleet.INSTANCES; instance++) {
      int left = Fleet.share(records, instance);
      if (left > 0) {
        request.addResourceMetrics(
            ResourceMetrics.newBuilder()
                .setResource(Fleet.resource(instance))
                .addScopeMetrics(metrics(instance, left).setScope(Fleet.scope(instance)))
                .setSchemaUrl(Fleet.SCHEMA_URL));
      }
    }

    return request.build();
  }

  private ScopeMetrics.Builder metrics(int instance, int points) {
    ScopeMetrics.Builder metrics = ScopeMetrics.newBuilder();
    long time = Fleet.START;
    int left = points;
    // Instances begin at different types, or a small request would have gauges only.
    for (int i = instance; left > 0; i++) {
      int size = Math.min(left, POINTS);
      metrics.addMetrics(metric(i % 10, new PointPayload(random, time), size));
      left -= size;
      time += 60_000_000_000L;
    }

    return metrics;
  }

  private static Metric metric(int type, PointPayload points, int size) {
    return switch (type) {
      case 0, 3, 5 -> gauge(type, points, size);
      case 1, 4, 6, 8 -> sum(type, points, size);
      case 2 -> histogram(points, size);
      case 7 -> exponentialHistogram(points, size);
      default -> summary(points, size);
    };
  }

  private static Metric gauge(int type, PointPayload points, int size) {
    Gauge.Builder gauge = Gauge.newBuilder();
    for (int i = 0; i < size; i++) {
      gauge.addDataPoints(type == 0 ? points.whole(i) : points.fraction(i));
    }

    return type == 0
        ? named("jvm.memory.used", "Memory in use.", "By").setGauge(gauge).build()
        : named("system.cpu.utilization", "Share of time a CPU is busy.", "1")
            .setGauge(gauge)
            .build();
  }

  private static Metric sum(int type, PointPayload points, int size) {
    Sum.Builder sum = Sum.newBuilder().setAggregationTemporality(TEMPORALITY);
    for (int i = 0; i < size; i++) {
      sum.addDataPoints(points.counter(i));
    }

    return type == 1
        ? named("db.client.connection.count", "Connections by state.", "{connection}")
            .setSum(sum)
            .build()
        : named("http.server.requests", "Requests served.", "{request}")
            .setSum(sum.setIsMonotonic(true))
            .build();
  }

  private static Metric histogram(PointPayload points, int size) {
    Histogram.Builder histogram = Histogram.newBuilder().setAggregationTemporality(TEMPORALITY);
    for (int i = 0; i < size; i++) {
      histogram.addDataPoints(points.histogram(i));
    }

    return named("http.server.request.duration", "Duration of HTTP server requests.", "s")
        .setHistogram(histogram)
        .build();
  }

  private static Metric exponentialHistogram(PointPayload points, int size) {
    ExponentialHistogram.Builder histogram =
        ExponentialHistogram.newBuilder().setAggregationTemporality(TEMPORALITY);
    for (int i = 0; i < size; i++) {
      histogram.addDataPoints(points.exponentialHistogram(i));
    }

    return named("db.client.operation.duration", "Duration of database client operations.", "s")
        .setExponentialHistogram(histogram)
        .build();
  }

  private static Metric summary(PointPayload points, int size) {
    Summary.Builder summary = Summary.newBuilder();
    for (int i = 0; i < size; i++) {
      summary.addDataPoints(points.summary(i));
    }

    return named("rpc.server.duration", "Duration of inbound calls.", "ms")
        .setSummary(summary)
        .build();
  }

  private static Metric.Builder named(String name, String description, String unit) {
    return Metric.newBuilder().setName(name).setDescription(description).setUnit(unit);
  }
}
