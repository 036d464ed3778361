package io.github.otlp2parquet.parquet;

import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.parquet.ParquetReader;
import org.jspecify.annotations.Nullable;

/** Reads files as Iceberg does: columns are found by field id. */
final class IcebergRows {
  private IcebergRows() {}

  /** All rows in the file's order, values as {@link TestRows} has them. */
  static List<List<@Nullable Object>> read(EncodedFile file, Schema schema) throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (ParquetReader<Record> records =
        new ParquetReader<>(
            MemoryInput.of(file),
            schema,
            PageCodecs.options(),
            type -> GenericParquetReaders.buildReader(schema, type),
            null,
            null,
            false,
            true)) {
      records.forEach(row -> rows.add(fields(row)));
    }

    return rows;
  }

  private static List<@Nullable Object> fields(StructLike struct) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < struct.size(); i++) {
      values.add(plain(struct.get(i, Object.class)));
    }

    return values;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case OffsetDateTime time -> ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant());
      case StructLike struct -> fields(struct);
      case List<?> list -> {
        List<@Nullable Object> values = new ArrayList<>();
        list.forEach(element -> values.add(plain(element)));
        yield values;
      }
      case null, default -> value;
    };
  }
}
