package io.github.otlp2parquet.otlp;

import io.github.otlp2parquet.arrow.Batch;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * The rows of one request, a batch a table. Whoever asked for it closes it.
 *
 * @param key the key of the request
 * @param tables the tables that have rows
 * @param rejected why records cannot be stored, and how many of each
 * @param dictionaryIndexes fields met that only profiles may use, and that count as absent
 */
public record Decoded(
    String key, List<TableRows> tables, Map<String, Long> rejected, long dictionaryIndexes)
    implements AutoCloseable {
  public Decoded {
    tables = List.copyOf(tables);
    rejected = Map.copyOf(rejected);
  }

  /**
   * One table's rows.
   *
   * @param moved rows whose time is not one that they carry although they carry some
   */
  public record TableRows(Batch batch, BitSet moved) {}

  public long records() {
    return tables.stream().mapToLong(rows -> rows.batch().rowCount()).sum();
  }

  public long rejectedRecords() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() {
    tables.forEach(rows -> rows.batch().close());
  }
}
