package io.github.otlp2parquet.ingest;

import io.github.otlp2parquet.arrow.DayRows;
import io.github.otlp2parquet.arrow.Days;
import io.github.otlp2parquet.iceberg.Appended;
import io.github.otlp2parquet.iceberg.Lake;
import io.github.otlp2parquet.iceberg.OpenTable;
import io.github.otlp2parquet.otlp.Decoded;
import io.github.otlp2parquet.otlp.Encoding;
import io.github.otlp2parquet.otlp.JsonTranscoder;
import io.github.otlp2parquet.otlp.OtlpDecoder;
import io.github.otlp2parquet.parquet.DataFileWriter;
import io.github.otlp2parquet.parquet.EncodedFile;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.arrow.memory.AllocationListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.rounding.SegmentRoundingPolicy;

/**
 * The whole way of a request: its bytes are decoded into a batch a table, the rows of each day
 * become one Parquet file, the files of a table one commit. One request at a time, as Lambda gives
 * them; the tables of a request are committed side by side.
 */
public final class Ingest implements AutoCloseable {
  /** A day is a file; one of them is kept for the arrival's. */
  private static final int MAX_DAYS = 32;

  private final IngestOptions options;
  private final Lake lake;
  private final BufferAllocator allocator;
  private final OtlpDecoder decoder;
  private final DataFileWriter writer = new DataFileWriter();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  public Ingest(IngestOptions options, Lake lake) {
    this.options = options;
    this.lake = lake;
    this.allocator = allocator(options.limits().maxBatchBytes());
    this.decoder = new OtlpDecoder(options.tables(), allocator, options.limits());
  }

  /** Without the usual rounding to powers of two, which could double a batch. */
  private static BufferAllocator allocator(long batchBytes) {
    return new RootAllocator(
        AllocationListener.NOOP,
        batchBytes + batchBytes / 4,
        new SegmentRoundingPolicy(SegmentRoundingPolicy.MIN_SEGMENT_SIZE));
  }

  /**
   * Stores a request; when this returns, all that can be stored is committed.
   *
   * @param deadline when to give up; what is committed until then stays, and a repeat does the rest
   * @throws io.github.otlp2parquet.otlp.MalformedRequestException if the body is not OTLP
   * @throws io.github.otlp2parquet.otlp.TooLargeException if it passes a limit
   * @throws io.github.otlp2parquet.iceberg.LakeException if S3 or the catalog cannot be used
   */
  public Outcome ingest(Telemetry telemetry, Instant deadline) {
    long arrival = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    OpeningTables opening = new OpeningTables(lake, threads, deadline);
    decoder.onlyTable(telemetry.signal()).ifPresent(opening::start);
    try (Decoded decoded = decode(telemetry, arrival)) {
      decoded.tables().forEach(rows -> opening.start(rows.batch().table()));
      List<Future<TableOutcome>> stored = new ArrayList<>();
      for (Decoded.TableRows rows : decoded.tables()) {
        OpenTable table = opening.await(rows.batch().table());
        stored.add(store(rows, table, decoded.key(), arrival, deadline));
      }

      return Outcomes.of(telemetry.signal(), decoded, Joined.all(stored));
    }
  }

  private Decoded decode(Telemetry telemetry, long arrival) {
    ByteBuffer protobuf =
        telemetry.encoding() == Encoding.JSON
            ? JsonTranscoder.transcode(
                telemetry.signal(), telemetry.body(), options.transcodedBytes())
            : ByteBuffer.wrap(telemetry.body());
    return decoder.decode(
        telemetry.signal(), protobuf, arrival, allTimed -> key(telemetry, allTimed));
  }

  /** A request in which a record has no time at all cannot be told from its repeat. */
  private String key(Telemetry telemetry, boolean allTimed) {
    return allTimed && options.dedup() == IngestOptions.Dedup.ON
        ? RequestKey.of(telemetry.signal(), telemetry.body())
        : RequestKey.ofThisArrival();
  }

  /** Encodes the rows here, and commits them beside the encoding of the next table's. */
  private Future<TableOutcome> store(
      Decoded.TableRows rows, OpenTable table, String key, long arrival, Instant deadline) {
    List<DayRows> days = Days.split(rows.batch(), arrival, MAX_DAYS, rows.moved());
    Optional<Appended> earlier = table.find(key);
    if (earlier.isPresent()) {
      return CompletableFuture.completedFuture(outcome(rows, List.of(), earlier.get()));
    }

    List<EncodedFile> files = new ArrayList<>();
    for (DayRows day : days) {
      files.add(writer.write(rows.batch(), day, table.schema(), table.metricsConfig()));
    }

    return threads.submit(() -> outcome(rows, files, table.append(key, files, deadline)));
  }

  private static TableOutcome outcome(
      Decoded.TableRows rows, List<EncodedFile> files, Appended appended) {
    List<EncodedFile> added = appended.duplicate() ? List.of() : files;
    return new TableOutcome(
        rows.batch().table().name(),
        rows.batch().rowCount(),
        added.size(),
        added.stream().mapToLong(file -> file.bytes().size()).sum(),
        appended.snapshotId(),
        appended.duplicate());
  }

  @Override
  public void close() {
    threads.close();
    writer.close();
    lake.close();
    allocator.close();
  }
}
