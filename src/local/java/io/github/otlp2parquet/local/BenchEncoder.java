package io.github.otlp2parquet.local;

import static java.util.Objects.requireNonNull;

import io.github.otlp2parquet.arrow.DayRows;
import io.github.otlp2parquet.arrow.Days;
import io.github.otlp2parquet.iceberg.Lake;
import io.github.otlp2parquet.iceberg.OpenTable;
import io.github.otlp2parquet.otlp.Decoded;
import io.github.otlp2parquet.otlp.Encoding;
import io.github.otlp2parquet.otlp.JsonTranscoder;
import io.github.otlp2parquet.otlp.Limits;
import io.github.otlp2parquet.otlp.OtlpDecoder;
import io.github.otlp2parquet.otlp.Signal;
import io.github.otlp2parquet.parquet.DataFileWriter;
import io.github.otlp2parquet.parquet.EncodedFile;
import io.github.otlp2parquet.table.Tables;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * What an ingest does between the event and the lake; the tables' schemas come from a rehearsal.
 */
final class BenchEncoder implements AutoCloseable {
  private static final int MAX_DAYS = 32;
  private static final long MAX_BYTES = 1L << 30;
  private static final long MAX_ROW_BYTES = 16 << 20;

  private final BufferAllocator allocator = new RootAllocator(MAX_BYTES);
  private final OtlpDecoder decoder =
      new OtlpDecoder(Tables.ALL, allocator, new Limits(MAX_BYTES, MAX_ROW_BYTES, MAX_BYTES));
  private final DataFileWriter writer = new DataFileWriter();
  private final Lake lake = Lake.rehearsal();
  private final Map<String, OpenTable> tables = new HashMap<>();

  BenchEncoder() {
    Instant deadline = Instant.now().plusSeconds(60);
    Tables.ALL.forEach(table -> tables.put(table.name(), lake.open(table, deadline)));
  }

  /** The rows of a request and the bytes of its Parquet files. */
  record Encoded(long records, long bytes) {}

  Encoded encode(Signal signal, Encoding encoding, byte[] body) {
    ByteBuffer protobuf =
        encoding == Encoding.JSON
            ? JsonTranscoder.transcode(signal, body, MAX_BYTES)
            : ByteBuffer.wrap(body);
    long arrival = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    long bytes = 0;
    try (Decoded decoded = decoder.decode(signal, protobuf, arrival, allTimed -> "bench")) {
      for (Decoded.TableRows rows : decoded.tables()) {
        bytes += write(rows, arrival);
      }

      return new Encoded(decoded.records(), bytes);
    }
  }

  private long write(Decoded.TableRows rows, long arrival) {
    OpenTable table = requireNonNull(tables.get(rows.batch().table().name()));
    long bytes = 0;
    for (DayRows day : Days.split(rows.batch(), arrival, MAX_DAYS, rows.moved())) {
      EncodedFile file = writer.write(rows.batch(), day, table.schema(), table.metricsConfig());
      bytes += file.bytes().size();
    }

    return bytes;
  }

  @Override
  public void close() {
    lake.close();
    writer.close();
    allocator.close();
  }
}
