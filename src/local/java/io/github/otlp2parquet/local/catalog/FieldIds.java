package io.github.otlp2parquet.local.catalog;

/** The field ids that a new table gets; a client must not rely on those it asked for. */
public enum FieldIds {
  /** Counted from 1, as Iceberg does on create. */
  REASSIGNED,
  /** Far from what was asked for and in falling order, so that nobody takes them for granted. */
  SHUFFLED
}
