package io.github.otlp2parquet.ingest;

import io.github.otlp2parquet.otlp.Limits;
import io.github.otlp2parquet.table.Table;
import java.util.List;

/**
 * How requests are taken.
 *
 * @param tables the seven, with their promoted columns
 * @param limits what stops a request
 * @param transcodedBytes what OTLP/JSON may become as protobuf
 * @param dedup whether a repeat of a request is stored once
 */
public record IngestOptions(List<Table> tables, Limits limits, long transcodedBytes, Dedup dedup) {
  /** The setting {@code OTLP2PARQUET_DEDUP}. */
  public enum Dedup {
    /** A request that is repeated byte for byte is stored once. */
    ON,
    /** Every request is stored. */
    OFF
  }

  public IngestOptions {
    tables = List.copyOf(tables);
  }
}
