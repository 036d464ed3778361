package io.github.otlp2parquet.roundtrip;

import io.github.otlp2parquet.arrow.DayRows;
import io.github.otlp2parquet.arrow.Days;
import io.github.otlp2parquet.otlp.Decoded;
import io.github.otlp2parquet.otlp.Limits;
import io.github.otlp2parquet.otlp.OtlpDecoder;
import io.github.otlp2parquet.otlp.Signal;
import io.github.otlp2parquet.parquet.DataFileWriter;
import io.github.otlp2parquet.parquet.EncodedFile;
import io.github.otlp2parquet.table.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.MetricsConfig;

/**
 * What one request became on disk, by the way that the function's data takes up to the commit.
 *
 * @param rejected how many records could not be stored
 */
record Stored(List<StoredTable> tables, long rejected) {
  static final String KEY = "5e".repeat(32);
  static final int MAX_DAYS = 32;
  static final Limits LIMITS = new Limits(512 << 20, 16 << 20, 256 << 20);

  /** The files of one table, and how many of its records got another time than they carry. */
  record StoredTable(Table table, List<StoredFile> files, long moved) {}

  record StoredFile(Path path, int day, long rowCount) {}

  /** Decodes a request and writes it to a directory. */
  static Stored store(
      OtlpDecoder decoder,
      Signal signal,
      ByteBuffer protobuf,
      DataFileWriter writer,
      Path directory)
      throws IOException {
    try (Decoded decoded = decoder.decode(signal, protobuf, EdgeValues.ARRIVAL, allTimed -> KEY)) {
      List<StoredTable> stored = new ArrayList<>();
      for (Decoded.TableRows rows : decoded.tables()) {
        stored.add(store(rows, writer, directory));
      }

      return new Stored(stored, decoded.rejectedRecords());
    }
  }

  private static StoredTable store(Decoded.TableRows rows, DataFileWriter writer, Path directory)
      throws IOException {
    Table table = rows.batch().table();
    List<StoredFile> files = new ArrayList<>();
    for (DayRows day : Days.split(rows.batch(), EdgeValues.ARRIVAL, MAX_DAYS, rows.moved())) {
      EncodedFile file =
          writer.write(rows.batch(), day, FileSchema.of(table), MetricsConfig.getDefault());
      Path path = directory.resolve(table.name() + "-" + day.day() + ".parquet");
      try (OutputStream out = Files.newOutputStream(path)) {
        file.bytes().newStream().transferTo(out);
      }

      files.add(new StoredFile(path, file.day(), file.rowCount()));
    }

    return new StoredTable(table, files, rows.moved().cardinality());
  }
}
