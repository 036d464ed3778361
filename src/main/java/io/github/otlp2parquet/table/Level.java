package io.github.otlp2parquet.table;

/**
 * Who owns a column's value. A value of {@code REQUEST}, {@code RESOURCE}, {@code SCOPE} or {@code
 * METRIC} is shared by many rows, so batches hold it once and rows refer to it.
 */
public enum Level {
  /** The export request itself: its key and its arrival. */
  REQUEST,
  /** {@code ResourceLogs}, {@code ResourceSpans} or {@code ResourceMetrics}. */
  RESOURCE,
  /** {@code ScopeLogs}, {@code ScopeSpans} or {@code ScopeMetrics}. */
  SCOPE,
  /** {@code Metric}, with the header of its {@code Sum}, {@code Histogram} and so on. */
  METRIC,
  /** {@code LogRecord}, {@code Span} or one data point: a row. */
  RECORD
}
