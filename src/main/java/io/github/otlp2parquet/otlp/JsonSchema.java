package io.github.otlp2parquet.otlp;

import static io.github.otlp2parquet.otlp.JsonKind.BOOL;
import static io.github.otlp2parquet.otlp.JsonKind.BYTES;
import static io.github.otlp2parquet.otlp.JsonKind.DOUBLE;
import static io.github.otlp2parquet.otlp.JsonKind.FIXED32;
import static io.github.otlp2parquet.otlp.JsonKind.FIXED64;
import static io.github.otlp2parquet.otlp.JsonKind.ID;
import static io.github.otlp2parquet.otlp.JsonKind.INT32;
import static io.github.otlp2parquet.otlp.JsonKind.INT64;
import static io.github.otlp2parquet.otlp.JsonKind.SFIXED64;
import static io.github.otlp2parquet.otlp.JsonKind.SINT32;
import static io.github.otlp2parquet.otlp.JsonKind.STRING;
import static io.github.otlp2parquet.otlp.JsonKind.UINT32;
import static io.github.otlp2parquet.otlp.JsonKind.UINT64;

/** The messages of opentelemetry-proto 1.11 that logs, traces and metrics are made of. */
final class JsonSchema {
  private static final JsonMessage ANY_VALUE = JsonMessage.small();
  private static final JsonMessage KEY_VALUE =
      JsonMessage.small()
          .one(1, "key", STRING)
          .one(2, "value", ANY_VALUE)
          .one(3, "keyStrindex", INT32);

  static {
    ANY_VALUE
        .one(1, "stringValue", STRING)
        .one(2, "boolValue", BOOL)
        .one(3, "intValue", INT64)
        .one(4, "doubleValue", DOUBLE)
        .one(5, "arrayValue", JsonMessage.nesting().many(1, "values", ANY_VALUE))
        .one(6, "kvlistValue", JsonMessage.nesting().many(1, "values", KEY_VALUE))
        .one(7, "bytesValue", BYTES)
        .one(8, "stringValueStrindex", INT32);
  }

  private static final JsonMessage ENTITY_REF =
      JsonMessage.message()
          .one(1, "schemaUrl", STRING)
          .one(2, "type", STRING)
          .many(3, "idKeys", STRING)
          .many(4, "descriptionKeys", STRING);

  private static final JsonMessage RESOURCE =
      JsonMessage.message()
          .many(1, "attributes", KEY_VALUE)
          .one(2, "droppedAttributesCount", UINT32)
          .many(3, "entityRefs", ENTITY_REF);

  private static final JsonMessage SCOPE =
      JsonMessage.message()
          .one(1, "name", STRING)
          .one(2, "version", STRING)
          .many(3, "attributes", KEY_VALUE)
          .one(4, "droppedAttributesCount", UINT32);

  private static final JsonMessage LOG_RECORD =
      JsonMessage.message()
          .one(1, "timeUnixNano", FIXED64)
          .one(11, "observedTimeUnixNano", FIXED64)
          .one(2, "severityNumber", JsonEnums.SEVERITIES)
          .one(3, "severityText", STRING)
          .one(5, "body", ANY_VALUE)
          .many(6, "attributes", KEY_VALUE)
          .one(7, "droppedAttributesCount", UINT32)
          .one(8, "flags", FIXED32)
          .one(9, "traceId", ID)
          .one(10, "spanId", ID)
          .one(12, "eventName", STRING);

  /** ExportLogsServiceRequest. */
  static final JsonMessage LOGS = request("Logs", "logRecords", LOG_RECORD);

  private static final JsonMessage EVENT =
      JsonMessage.message()
          .one(1, "timeUnixNano", FIXED64)
          .one(2, "name", STRING)
          .many(3, "attributes", KEY_VALUE)
          .one(4, "droppedAttributesCount", UINT32);

  private static final JsonMessage LINK =
      JsonMessage.message()
          .one(1, "traceId", ID)
          .one(2, "spanId", ID)
          .one(3, "traceState", STRING)
          .many(4, "attributes", KEY_VALUE)
          .one(5, "droppedAttributesCount", UINT32)
          .one(6, "flags", FIXED32);

  private static final JsonMessage STATUS =
      JsonMessage.small().one(2, "message", STRING).one(3, "code", JsonEnums.STATUS_CODES);

  private static final JsonMessage SPAN =
      JsonMessage.message()
          .one(1, "traceId", ID)
          .one(2, "spanId", ID)
          .one(3, "traceState", STRING)
          .one(4, "parentSpanId", ID)
          .one(16, "flags", FIXED32)
          .one(5, "name", STRING)
          .one(6, "kind", JsonEnums.SPAN_KINDS)
          .one(7, "startTimeUnixNano", FIXED64)
          .one(8, "endTimeUnixNano", FIXED64)
          .many(9, "attributes", KEY_VALUE)
          .one(10, "droppedAttributesCount", UINT32)
          .many(11, "events", EVENT)
          .one(12, "droppedEventsCount", UINT32)
          .many(13, "links", LINK)
          .one(14, "droppedLinksCount", UINT32)
          .one(15, "status", STATUS);

  /** ExportTraceServiceRequest. */
  static final JsonMessage TRACES = request("Spans", "spans", SPAN);

  private static final JsonMessage EXEMPLAR =
      JsonMessage.message()
          .many(7, "filteredAttributes", KEY_VALUE)
          .one(2, "timeUnixNano", FIXED64)
          .one(3, "asDouble", DOUBLE)
          .one(6, "asInt", SFIXED64)
          .one(4, "spanId", ID)
          .one(5, "traceId", ID);

  private static final JsonMessage NUMBER_POINT =
      JsonMessage.message()
          .many(7, "attributes", KEY_VALUE)
          .one(2, "startTimeUnixNano", FIXED64)
          .one(3, "timeUnixNano", FIXED64)
          .one(4, "asDouble", DOUBLE)
          .one(6, "asInt", SFIXED64)
          .many(5, "exemplars", EXEMPLAR)
          .one(8, "flags", UINT32);

  private static final JsonMessage HISTOGRAM_POINT =
      JsonMessage.message()
          .many(9, "attributes", KEY_VALUE)
          .one(2, "startTimeUnixNano", FIXED64)
          .one(3, "timeUnixNano", FIXED64)
          .one(4, "count", FIXED64)
          .one(5, "sum", DOUBLE)
          .many(6, "bucketCounts", FIXED64)
          .many(7, "explicitBounds", DOUBLE)
          .many(8, "exemplars", EXEMPLAR)
          .one(10, "flags", UINT32)
          .one(11, "min", DOUBLE)
          .one(12, "max", DOUBLE);

  private static final JsonMessage BUCKETS =
      JsonMessage.small().one(1, "offset", SINT32).many(2, "bucketCounts", UINT64);

  private static final JsonMessage EXPONENTIAL_HISTOGRAM_POINT =
      JsonMessage.message()
          .many(1, "attributes", KEY_VALUE)
          .one(2, "startTimeUnixNano", FIXED64)
          .one(3, "timeUnixNano", FIXED64)
          .one(4, "count", FIXED64)
          .one(5, "sum", DOUBLE)
          .one(6, "scale", SINT32)
          .one(7, "zeroCount", FIXED64)
          .one(8, "positive", BUCKETS)
          .one(9, "negative", BUCKETS)
          .one(10, "flags", UINT32)
          .many(11, "exemplars", EXEMPLAR)
          .one(12, "min", DOUBLE)
          .one(13, "max", DOUBLE)
          .one(14, "zeroThreshold", DOUBLE);

  private static final JsonMessage QUANTILE =
      JsonMessage.small().one(1, "quantile", DOUBLE).one(2, "value", DOUBLE);

  private static final JsonMessage SUMMARY_POINT =
      JsonMessage.message()
          .many(7, "attributes", KEY_VALUE)
          .one(2, "startTimeUnixNano", FIXED64)
          .one(3, "timeUnixNano", FIXED64)
          .one(4, "count", FIXED64)
          .one(5, "sum", DOUBLE)
          .many(6, "quantileValues", QUANTILE)
          .one(8, "flags", UINT32);

  private static final JsonMessage METRIC =
      JsonMessage.message()
          .one(1, "name", STRING)
          .one(2, "description", STRING)
          .one(3, "unit", STRING)
          .one(5, "gauge", points(NUMBER_POINT))
          .one(
              7,
              "sum",
              points(NUMBER_POINT)
                  .one(2, "aggregationTemporality", JsonEnums.TEMPORALITIES)
                  .one(3, "isMonotonic", BOOL))
          .one(
              9,
              "histogram",
              points(HISTOGRAM_POINT).one(2, "aggregationTemporality", JsonEnums.TEMPORALITIES))
          .one(
              10,
              "exponentialHistogram",
              points(EXPONENTIAL_HISTOGRAM_POINT)
                  .one(2, "aggregationTemporality", JsonEnums.TEMPORALITIES))
          .one(11, "summary", points(SUMMARY_POINT))
          .many(12, "metadata", KEY_VALUE);

  /** ExportMetricsServiceRequest. */
  static final JsonMessage METRICS = request("Metrics", "metrics", METRIC);

  private JsonSchema() {}

  static JsonMessage request(Signal signal) {
    return switch (signal) {
      case LOGS -> LOGS;
      case TRACES -> TRACES;
      case METRICS -> METRICS;
    };
  }

  /** The three requests differ in names only: resource, scope, records. */
  private static JsonMessage request(String suffix, String recordsName, JsonMessage records) {
    JsonMessage scopes =
        JsonMessage.message()
            .one(1, "scope", SCOPE)
            .many(2, recordsName, records)
            .one(3, "schemaUrl", STRING);
    JsonMessage resources =
        JsonMessage.message()
            .one(1, "resource", RESOURCE)
            .many(2, "scope" + suffix, scopes)
            .one(3, "schemaUrl", STRING);
    return JsonMessage.message().many(1, "resource" + suffix, resources);
  }

  private static JsonMessage points(JsonMessage point) {
    return JsonMessage.message().many(1, "dataPoints", point);
  }
}
