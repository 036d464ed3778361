package io.github.otlp2parquet.parquet;

import java.util.List;
import org.apache.iceberg.Metrics;

/**
 * One Parquet file, complete in memory.
 *
 * @param day the only day in it: days since 1970-01-01, UTC
 * @param metrics what a manifest tells of it, by the field ids of the schema it was written with
 * @param splitOffsets where its row groups begin
 * @param sorted whether its rows are in the table's sort order
 */
public record EncodedFile(
    int day,
    long rowCount,
    FileBytes bytes,
    Metrics metrics,
    List<Long> splitOffsets,
    boolean sorted) {
  public EncodedFile {
    splitOffsets = List.copyOf(splitOffsets);
  }
}
