package io.github.otlp2parquet.parquet;

import java.util.List;

/** Some rows of a file, column by column. */
record RowGroup(List<ColumnChunk> chunks, long rowCount) {
  RowGroup {
    chunks = List.copyOf(chunks);
  }

  /** Where it begins in the file. */
  long start() {
    return chunks.getFirst().start();
  }
}
