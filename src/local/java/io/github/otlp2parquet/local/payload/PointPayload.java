package io.github.otlp2parquet.local.payload;

import static io.github.otlp2parquet.local.payload.Attributes.attribute;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint.Buckets;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint.ValueAtQuantile;
import java.util.List;
import java.util.Random;

/** Data points of one minute; each series of a metric has its own attributes. */
final class PointPayload {
  private static final long MINUTE = 60_000_000_000L;
  private static final List<Double> BOUNDS =
      List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0);
  private static final List<Double> QUANTILES = List.of(0.5, 0.9, 0.99);

  private final Random random;
  private final long time;

  PointPayload(Random random, long time) {
    this.random = random;
    this.time = time;
  }

  NumberDataPoint whole(int series) {
    return number(series).setAsInt(random.nextInt(Integer.MAX_VALUE)).build();
  }

  NumberDataPoint fraction(int series) {
    return number(series).setAsDouble(random.nextInt(10_000) / 10_000.0).build();
  }

  NumberDataPoint counter(int series) {
    NumberDataPoint.Builder point = number(series).setAsInt(random.nextInt(1_000_000));
    if (random.nextInt(4) == 0) {
      point.addExemplars(exemplar().setAsInt(1));
    }

    return point.build();
  }

  HistogramDataPoint histogram(int series) {
    HistogramDataPoint.Builder point =
        HistogramDataPoint.newBuilder()
            .addAllAttributes(attributes(series))
            .setStartTimeUnixNano(time - MINUTE)
            .setTimeUnixNano(time)
            .addAllExplicitBounds(BOUNDS);
    long count = 0;
    for (int i = 0; i <= BOUNDS.size(); i++) {
      int bucket = random.nextInt(200);
      count += bucket;
      point.addBucketCounts(bucket);
    }

    return point
        .setCount(count)
        .setSum(count * 0.125)
        .setMin(0.001)
        .setMax(4 + random.nextInt(100) / 100.0)
        .addExemplars(exemplar().setAsDouble(random.nextInt(5_000) / 1_000.0))
        .build();
  }

  ExponentialHistogramDataPoint exponentialHistogram(int series) {
    Buckets.Builder buckets = Buckets.newBuilder().setOffset(-12);
    long count = 0;
    for (int i = 0; i < 40; i++) {
      int bucket = random.nextInt(300);
      count += bucket;
      buckets.addBucketCounts(bucket);
    }

    return ExponentialHistogramDataPoint.newBuilder()
        .addAllAttributes(attributes(series))
        .setStartTimeUnixNano(time - MINUTE)
        .setTimeUnixNano(time)
        .setCount(count + 2)
        .setSum(count * 0.125)
        .setScale(3)
        .setZeroCount(2)
        .setPositive(buckets)
        .setMin(0)
        .setMax(11.5)
        .setZeroThreshold(1e-6)
        .addExemplars(exemplar().setAsDouble(random.nextInt(5_000) / 1_000.0))
        .build();
  }

  SummaryDataPoint summary(int series) {
    SummaryDataPoint.Builder point =
        SummaryDataPoint.newBuilder()
            .addAllAttributes(attributes(series))
            .setStartTimeUnixNano(time - MINUTE)
            .setTimeUnixNano(time)
            .setCount(random.nextInt(10_000))
            .setSum(random.nextInt(10_000) / 8.0);
    for (double quantile : QUANTILES) {
      point.addQuantileValues(
          ValueAtQuantile.newBuilder()
              .setQuantile(quantile)
              .setValue(quantile * random.nextInt(1_000)));
    }

    return point.build();
  }

  private NumberDataPoint.Builder number(int series) {
    return NumberDataPoint.newBuilder()
        .addAllAttributes(attributes(series))
        .setStartTimeUnixNano(time - MINUTE)
        .setTimeUnixNano(time);
  }

  private static List<KeyValue> attributes(int series) {
    return List.of(
        attribute("http.request.method", series % 2 == 0 ? "GET" : "POST"),
        attribute("http.route", "/api/v1/orders/{id}/" + series),
        attribute("http.response.status_code", series % 5 == 0 ? 500 : 200),
        attribute("server.address", "shop.example.com"));
  }

  private Exemplar.Builder exemplar() {
    return Exemplar.newBuilder()
        .setTimeUnixNano(time - random.nextInt(1_000_000_000))
        .setTraceId(Fleet.id(random, 16))
        .setSpanId(Fleet.id(random, 8))
        .addFilteredAttributes(attribute("user.id", "u-" + random.nextInt(100_000)));
  }
}
