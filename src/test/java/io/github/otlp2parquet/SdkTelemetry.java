package io.github.otlp2parquet;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What programs give to the OpenTelemetry SDK, ready to be exported. */
final class SdkTelemetry {
  private static final AttributeKey<Long> NUMBER = AttributeKey.longKey("number");

  private SdkTelemetry() {}

  /** Log records of the service {@code sdk-logs}; the eighth is an error. */
  static List<LogRecordData> logs(int count) {
    List<LogRecordData> logs = new ArrayList<>();
    try (SdkLoggerProvider provider =
        SdkLoggerProvider.builder()
            .setResource(service("sdk-logs"))
            .addLogRecordProcessor((context, log) -> logs.add(log.toLogRecordData()))
            .build()) {
      Logger logger = provider.get("senders");
      for (long i = 0; i < count; i++) {
        logger
            .logRecordBuilder()
            .setSeverity(i == 7 ? Severity.ERROR : Severity.INFO)
            .setBody("line " + i)
            .setAttribute(NUMBER, i)
            .emit();
      }
    }

    return logs;
  }

  /** Two spans for each trace: a server's, and a child of it that fails. */
  static List<SpanData> spans(int traces) {
    SpansInMemory ended = new SpansInMemory(new ArrayList<>());
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(service("sdk-spans"))
            .addSpanProcessor(SimpleSpanProcessor.create(ended))
            .build()) {
      Tracer tracer = provider.get("senders");
      for (long i = 0; i < traces; i++) {
        Span parent = tracer.spanBuilder("parent").setSpanKind(SpanKind.SERVER).startSpan();
        Span child = tracer.spanBuilder("child").setParent(Context.root().with(parent)).startSpan();
        child.addEvent("event", Attributes.of(NUMBER, i)).setStatus(StatusCode.ERROR, "broken");
        child.end();
        parent.end();
      }
    }

    return ended.spans();
  }

  /** A sum, a gauge and a histogram with a point each. */
  static Collection<MetricData> metrics() {
    MetricsOnDemand reader = new MetricsOnDemand();
    try (SdkMeterProvider provider =
        SdkMeterProvider.builder()
            .setResource(service("sdk-metrics"))
            .registerMetricReader(reader)
            .build()) {
      Meter meter = provider.get("senders");
      meter.counterBuilder("requests").build().add(42, Attributes.of(NUMBER, 1L));
      meter.gaugeBuilder("load").build().set(0.5);
      meter.histogramBuilder("latency").setUnit("ms").build().record(12.5);
      return reader.registration.collectAllMetrics();
    }
  }

  private static Resource service(String name) {
    return Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), name));
  }

  private record SpansInMemory(List<SpanData> spans) implements SpanExporter {

    @Override
    public CompletableResultCode export(Collection<SpanData> ended) {
      spans.addAll(ended);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  private static final class MetricsOnDemand implements MetricReader {
    private CollectionRegistration registration = CollectionRegistration.noop();

    @Override
    public void register(CollectionRegistration given) {
      registration = given;
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
      return AggregationTemporality.DELTA;
    }

    @Override
    public CompletableResultCode forceFlush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
