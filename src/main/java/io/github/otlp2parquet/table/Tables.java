package io.github.otlp2parquet.table;

import static io.github.otlp2parquet.table.Codec.ATTRIBUTES;
import static io.github.otlp2parquet.table.Codec.BODY;
import static io.github.otlp2parquet.table.Codec.BODY_TYPE;
import static io.github.otlp2parquet.table.Codec.BOOL;
import static io.github.otlp2parquet.table.Codec.ENTITY_REFS;
import static io.github.otlp2parquet.table.Codec.FIXED32;
import static io.github.otlp2parquet.table.Codec.FIXED64;
import static io.github.otlp2parquet.table.Codec.FIXED64_LIST;
import static io.github.otlp2parquet.table.Codec.FLOAT64;
import static io.github.otlp2parquet.table.Codec.FLOAT64_LIST;
import static io.github.otlp2parquet.table.Codec.HEX;
import static io.github.otlp2parquet.table.Codec.INT32;
import static io.github.otlp2parquet.table.Codec.NANOS;
import static io.github.otlp2parquet.table.Codec.NUMBER;
import static io.github.otlp2parquet.table.Codec.NUMBER_INT;
import static io.github.otlp2parquet.table.Codec.OPTIONAL_FLOAT64;
import static io.github.otlp2parquet.table.Codec.SINT32;
import static io.github.otlp2parquet.table.Codec.SPAN_KIND;
import static io.github.otlp2parquet.table.Codec.STATUS_CODE;
import static io.github.otlp2parquet.table.Codec.TEMPORALITY;
import static io.github.otlp2parquet.table.Codec.TEXT;
import static io.github.otlp2parquet.table.Codec.UINT32;
import static io.github.otlp2parquet.table.Codec.UINT64_LIST;
import static io.github.otlp2parquet.table.Level.METRIC;
import static io.github.otlp2parquet.table.Level.RECORD;
import static io.github.otlp2parquet.table.Level.REQUEST;
import static io.github.otlp2parquet.table.Level.RESOURCE;
import static io.github.otlp2parquet.table.Level.SCOPE;
import static io.github.otlp2parquet.table.Type.Primitive.DOUBLE;
import static io.github.otlp2parquet.table.Type.Primitive.INT;
import static io.github.otlp2parquet.table.Type.Primitive.LONG;
import static io.github.otlp2parquet.table.Type.Primitive.STRING;

import java.util.List;

/**
 * The seven tables. Add a column here and nowhere else: Arrow, Parquet and Iceberg schemas, the
 * decoder and docs/tables.md follow. Ids 1 to 19 are the same in all tables, 20 to 29 in all tables
 * of metrics; an id is never used again. The numbers after a codec are field numbers of
 * opentelemetry-proto 1.11, from the level's message down.
 */
public final class Tables {
  public static final Table LOGS =
      common("logs", "Log records, a row each", new Source.Time(1, 11))
          .of(RECORD)
          .int64(30, "time_unix_nano", "when it happened", NANOS, 1)
          .int64(31, "observed_time_unix_nano", "when it was seen", NANOS, 11)
          .text(32, "trace_id", "trace it belongs to", HEX, 9)
          .text(33, "span_id", "span it belongs to", HEX, 10)
          .int32(34, "severity_number", "1 to 24; 0 is unspecified", INT32, 2)
          .category(35, "severity_text", "severity as the source names it", TEXT, 3)
          .category(36, "event_name", "name of the event", TEXT, 12)
          .text(37, "body", "a string as it is, any other value as JSON", BODY, 5)
          .category(38, "body_type", "string, bool, int, double, bytes, …", BODY_TYPE, 5)
          .text(18, "attributes", "the record's attributes, JSON", ATTRIBUTES, 6)
          .int64(39, "dropped_attributes_count", "attributes left out", UINT32, 7)
          .int64(19, "flags", "W3C trace flags in the low 8 bits", FIXED32, 8)
          .attribute(40, "error.type", STRING)
          .attribute(41, "exception.type", STRING)
          .attribute(42, "exception.message", STRING)
          .attribute(43, "http.request.method", STRING)
          .attribute(44, "http.response.status_code", INT)
          .attribute(45, "http.route", STRING)
          .attribute(46, "url.path", STRING)
          .sortedBy("service_name", "time")
          .build();

  public static final Table TRACES =
      common("traces", "Spans, a row each", new Source.Time(7, 8))
          .of(RECORD)
          .text(30, "trace_id", "the trace", HEX, 1)
          .text(31, "span_id", "the span", HEX, 2)
          .text(32, "parent_span_id", "its parent; null for a root", HEX, 4)
          .category(33, "trace_state", "W3C trace state", TEXT, 3)
          .category(34, "name", "what it does", TEXT, 5)
          .category(35, "kind", "INTERNAL, SERVER, CLIENT, …", SPAN_KIND, 6)
          .int64(36, "start_time_unix_nano", "when it began", NANOS, 7)
          .int64(37, "end_time_unix_nano", "when it ended", NANOS, 8)
          .difference(38, "duration_nano", "end less start; null where one is missing", 8, 7)
          .category(39, "status_code", "UNSET, OK or ERROR", STATUS_CODE, 15, 3)
          .category(40, "status_message", "what went wrong", TEXT, 15, 2)
          .text(18, "attributes", "the span's attributes, JSON", ATTRIBUTES, 9)
          .int64(41, "dropped_attributes_count", "attributes left out", UINT32, 10)
          .int64(19, "flags", "W3C trace flags in the low 8 bits", FIXED32, 16)
          .messages(42, 43, events(), "events", "what happened in it", 11)
          .int64(44, "dropped_events_count", "events left out", UINT32, 12)
          .messages(45, 46, links(), "links", "spans that it is linked with", 13)
          .int64(47, "dropped_links_count", "links left out", UINT32, 14)
          .attribute(70, "error.type", STRING)
          .attribute(71, "http.request.method", STRING)
          .attribute(72, "http.response.status_code", INT)
          .attribute(73, "http.route", STRING)
          .attribute(74, "url.path", STRING)
          .attribute(75, "server.address", STRING)
          .attribute(76, "db.system.name", STRING)
          .sortedBy("service_name", "time")
          .build();

  public static final Table METRICS_GAUGE =
      metrics("metrics_gauge", "Gauge points, a row each")
          .float64(30, "value", "null where the point has none", NUMBER, 4)
          .int64(31, "value_int", "set too where the point is an integer", NUMBER_INT, 6)
          .text(18, "attributes", "the point's attributes, JSON", ATTRIBUTES, 7)
          .int64(19, "flags", "1: no value was recorded", UINT32, 8)
          .messages(32, 33, exemplars(), "exemplars", "measurements behind it", 5)
          .build();

  public static final Table METRICS_SUM =
      metrics("metrics_sum", "Sum points, a row each")
          .of(METRIC)
          .category(34, "aggregation_temporality", "DELTA or CUMULATIVE", TEMPORALITY, 7, 2)
          .bool(35, "is_monotonic", "whether it never falls", BOOL, 7, 3)
          .of(RECORD)
          .float64(30, "value", "null where the point has none", NUMBER, 4)
          .int64(31, "value_int", "set too where the point is an integer", NUMBER_INT, 6)
          .text(18, "attributes", "the point's attributes, JSON", ATTRIBUTES, 7)
          .int64(19, "flags", "1: no value was recorded", UINT32, 8)
          .messages(32, 33, exemplars(), "exemplars", "measurements behind it", 5)
          .build();

  public static final Table METRICS_HISTOGRAM =
      metrics("metrics_histogram", "Histogram points, a row each")
          .of(METRIC)
          .category(34, "aggregation_temporality", "DELTA or CUMULATIVE", TEMPORALITY, 9, 2)
          .of(RECORD)
          .int64(36, "count", "measurements", FIXED64, 4)
          .float64(37, "sum", "their sum, where it makes sense", OPTIONAL_FLOAT64, 5)
          .float64(38, "min", "the least", OPTIONAL_FLOAT64, 11)
          .float64(39, "max", "the greatest", OPTIONAL_FLOAT64, 12)
          .list(40, 41, LONG, "bucket_counts", "measurements a bucket", FIXED64_LIST, 6)
          .list(42, 43, DOUBLE, "explicit_bounds", "upper bounds but the last", FLOAT64_LIST, 7)
          .text(18, "attributes", "the point's attributes, JSON", ATTRIBUTES, 9)
          .int64(19, "flags", "1: no value was recorded", UINT32, 10)
          .messages(32, 33, exemplars(), "exemplars", "measurements behind it", 8)
          .build();

  public static final Table METRICS_EXPONENTIAL_HISTOGRAM =
      metrics("metrics_exponential_histogram", "Exponential histogram points, a row each")
          .of(METRIC)
          .category(34, "aggregation_temporality", "DELTA or CUMULATIVE", TEMPORALITY, 10, 2)
          .of(RECORD)
          .int64(36, "count", "measurements", FIXED64, 4)
          .float64(37, "sum", "their sum, where it makes sense", OPTIONAL_FLOAT64, 5)
          .float64(38, "min", "the least", OPTIONAL_FLOAT64, 12)
          .float64(39, "max", "the greatest", OPTIONAL_FLOAT64, 13)
          .int32(40, "scale", "bucket bounds are powers of 2^(2^-scale)", SINT32, 6)
          .int64(41, "zero_count", "measurements in the zero bucket", FIXED64, 7)
          .float64(42, "zero_threshold", "its width", FLOAT64, 14)
          .int32(43, "positive_offset", "index of the first bucket", SINT32, 8, 1)
          .list(44, 45, LONG, "positive_bucket_counts", "a count a bucket", UINT64_LIST, 8, 2)
          .int32(46, "negative_offset", "index of the first bucket", SINT32, 9, 1)
          .list(47, 48, LONG, "negative_bucket_counts", "a count a bucket", UINT64_LIST, 9, 2)
          .text(18, "attributes", "the point's attributes, JSON", ATTRIBUTES, 1)
          .int64(19, "flags", "1: no value was recorded", UINT32, 10)
          .messages(32, 33, exemplars(), "exemplars", "measurements behind it", 11)
          .build();

  public static final Table METRICS_SUMMARY =
      metrics("metrics_summary", "Summary points, a row each")
          .int64(36, "count", "measurements", FIXED64, 4)
          .float64(37, "sum", "their sum", FLOAT64, 5)
          .messages(40, 41, quantiles(), "quantile_values", "values at quantiles", 6)
          .text(18, "attributes", "the point's attributes, JSON", ATTRIBUTES, 7)
          .int64(19, "flags", "1: no value was recorded", UINT32, 8)
          .build();

  /** The seven, in the order of the documents. */
  public static final List<Table> ALL =
      List.of(
          LOGS,
          TRACES,
          METRICS_GAUGE,
          METRICS_SUM,
          METRICS_HISTOGRAM,
          METRICS_EXPONENTIAL_HISTOGRAM,
          METRICS_SUMMARY);

  private Tables() {}

  private static Table.Builder common(String name, String doc, Source time) {
    return Table.named(name, doc)
        .of(RECORD)
        .time(1, "time", "when; for pruning, exact times are in *_unix_nano", time)
        .of(REQUEST)
        .key(2, "batch_id", "key of the request that brought it")
        .arrival(3, "ingest_time", "when the request arrived")
        .of(RESOURCE)
        .attribute(4, "service.name", STRING)
        .attribute(5, "service.namespace", STRING)
        .attribute(6, "service.instance.id", STRING)
        .attribute(7, "deployment.environment.name", STRING)
        .attribute(8, "service.version", STRING)
        .text(9, "resource_attributes", "the resource's attributes, JSON", ATTRIBUTES, 1, 1)
        .int64(10, "resource_dropped_attributes_count", "attributes left out", UINT32, 1, 2)
        .category(11, "resource_schema_url", "schema of the resource", TEXT, 3)
        .text(12, "resource_entity_refs", "entities of the resource, JSON", ENTITY_REFS, 1, 3)
        .of(SCOPE)
        .category(13, "scope_name", "instrumentation scope", TEXT, 1, 1)
        .category(14, "scope_version", "its version", TEXT, 1, 2)
        .text(15, "scope_attributes", "the scope's attributes, JSON", ATTRIBUTES, 1, 3)
        .int64(16, "scope_dropped_attributes_count", "attributes left out", UINT32, 1, 4)
        .category(17, "scope_schema_url", "schema of what the scope sends", TEXT, 3);
  }

  private static Table.Builder metrics(String name, String doc) {
    return common(name, doc, new Source.Time(3, 2))
        .of(METRIC)
        .filter(20, "metric_name", "the metric", TEXT, 1)
        .category(21, "metric_description", "what it measures", TEXT, 2)
        .category(22, "metric_unit", "UCUM unit", TEXT, 3)
        .text(23, "metric_metadata", "metadata of the metric, JSON", ATTRIBUTES, 12)
        .of(RECORD)
        .int64(24, "start_time_unix_nano", "when the interval began", NANOS, 2)
        .int64(25, "time_unix_nano", "when it was measured", NANOS, 3)
        .attribute(26, "error.type", STRING)
        .attribute(27, "http.request.method", STRING)
        .attribute(28, "http.response.status_code", INT)
        .attribute(29, "http.route", STRING)
        .sortedBy("metric_name", "service_name", "time");
  }

  private static Table.Builder events() {
    return Table.named("events", "Span.Event")
        .of(RECORD)
        .int64(50, "time_unix_nano", "when", NANOS, 1)
        .category(51, "name", "what", TEXT, 2)
        .text(52, "attributes", "JSON", ATTRIBUTES, 3)
        .int64(53, "dropped_attributes_count", "attributes left out", UINT32, 4);
  }

  private static Table.Builder links() {
    return Table.named("links", "Span.Link")
        .of(RECORD)
        .text(55, "trace_id", "the other trace", HEX, 1)
        .text(56, "span_id", "the other span", HEX, 2)
        .category(57, "trace_state", "W3C trace state", TEXT, 3)
        .text(58, "attributes", "JSON", ATTRIBUTES, 4)
        .int64(59, "dropped_attributes_count", "attributes left out", UINT32, 5)
        .int64(60, "flags", "W3C trace flags in the low 8 bits", FIXED32, 6);
  }

  private static Table.Builder exemplars() {
    return Table.named("exemplars", "Exemplar")
        .of(RECORD)
        .int64(50, "time_unix_nano", "when", NANOS, 2)
        .float64(51, "value", "null where it has none", NUMBER, 3)
        .int64(52, "value_int", "set too where it is an integer", NUMBER_INT, 6)
        .text(53, "trace_id", "the trace", HEX, 5)
        .text(54, "span_id", "the span", HEX, 4)
        .text(55, "filtered_attributes", "JSON", ATTRIBUTES, 7);
  }

  private static Table.Builder quantiles() {
    return Table.named("quantile_values", "SummaryDataPoint.ValueAtQuantile")
        .of(RECORD)
        .float64(50, "quantile", "0 to 1", FLOAT64, 1)
        .float64(51, "value", "the value there", FLOAT64, 2);
  }
}
