package io.github.otlp2parquet.otlp;

import io.github.otlp2parquet.arrow.Batch;
import io.github.otlp2parquet.arrow.BatchBuilder;
import io.github.otlp2parquet.arrow.IntCells;
import io.github.otlp2parquet.arrow.LongCells;
import io.github.otlp2parquet.arrow.Staging;
import io.github.otlp2parquet.arrow.TextCells;
import io.github.otlp2parquet.table.Column;
import io.github.otlp2parquet.table.Level;
import io.github.otlp2parquet.table.Source;
import io.github.otlp2parquet.table.Table;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Fills one table's batches, one a request. The messages around a record (resource, scope, metric)
 * become an entry when the first record needs them.
 */
final class TableFill {
  private final BatchBuilder builder;
  private final Meter rowMeter;
  private final MessageReader rows;
  private final Owner[] owners;
  private final IntCells requests;
  private DerivedFields.@Nullable Time time;
  private int rowCount;
  private boolean allTimed;

  /** What a level's messages become. */
  private static final class Owner {
    private final Level level;
    private final MessageReader reader;
    private final Meter meter;
    private final IntCells entries;
    private int count;
    private Enclosing.@Nullable Message message;

    Owner(Level level, MessageReader reader, Meter meter, IntCells entries) {
      this.level = level;
      this.reader = reader;
      this.meter = meter;
      this.entries = entries;
    }
  }

  TableFill(Table table, Staging staging, Limits limits, AnyValues values, JsonText text) {
    builder = new BatchBuilder(table, staging);
    rowMeter =
        new Meter(
            limits.maxRowBytes(),
            limit -> new RejectedRecordException("the row is over " + limit + " bytes"));
    rows = reader(Level.RECORD, rowMeter, values, text);
    owners =
        List.of(Level.RESOURCE, Level.SCOPE, Level.METRIC).stream()
            .map(
                level -> {
                  Meter meter = new Meter(limits.maxFlattenedBytes(), Limits::flattened);
                  MessageReader reader = reader(level, meter, values, text);
                  return new Owner(level, reader, meter, builder.entries(level));
                })
            .toArray(Owner[]::new);
    requests = builder.entries(Level.REQUEST);
  }

  private MessageReader reader(Level level, Meter meter, AnyValues values, JsonText text) {
    List<Column> columns =
        builder.table().columns().stream().filter(column -> column.level() == level).toList();
    Readers readers = new Readers(columns, builder::cells, text, values, meter);
    MessageReader reader = readers.message();
    time = level == Level.RECORD ? readers.time() : time;
    return reader;
  }

  /**
   * Begins a request.
   *
   * @param arrival times are judged against it; microseconds since 1970
   */
  void begin(long arrival) {
    rowCount = 0;
    allTimed = true;
    time().begin(arrival);
    for (Owner owner : owners) {
      owner.count = 0;
      owner.message = null;
    }
  }

  private DerivedFields.Time time() {
    if (time == null) {
      throw new IllegalStateException("No time in " + builder.table());
    }

    return time;
  }

  /**
   * Adds a record.
   *
   * @param around the messages that the record is in
   * @return the bytes that the record takes with all that it repeats of those messages
   * @throws RejectedRecordException if it cannot be stored; the rows are as before
   */
  long add(Wire in, int start, int end, Enclosing around) {
    long bytes = 0;
    for (Owner owner : owners) {
      bytes += enter(owner, around);
    }

    rowMeter.reset();
    try {
      rows.readAll(in, start, end, rowCount);
      rowMeter.requireStorable();
    } catch (RejectedRecordException e) {
      rows.reset();
      builder.forgetRow(rowCount);
      throw e;
    }

    allTimed &= !time().untimed();
    for (Owner owner : owners) {
      owner.entries.set(rowCount, Math.max(0, owner.count - 1));
    }

    requests.set(rowCount, 0);
    rowCount++;
    return bytes + rowMeter.bytes();
  }

  /** Reads a record that is not to be stored. */
  void check(Wire in, int start, int end) {
    rowMeter.reset();
    try {
      rows.readAll(in, start, end, rowCount);
    } catch (RejectedRecordException e) {
      // Too large to be read on.
      rows.reset();
    }

    builder.forgetRow(rowCount);
  }

  /** Makes a message an entry also if it holds no record, so that it is checked. */
  void enter(Level level, Enclosing around) {
    for (Owner owner : owners) {
      if (owner.level == level) {
        enter(owner, around);
      }
    }
  }

  /** Makes the level's message an entry unless it is the last one; returns the entry's bytes. */
  private static long enter(Owner owner, Enclosing around) {
    Enclosing.Message message = around.message(owner.level);
    if (message == null) {
      return 0;
    }

    if (owner.message != message) {
      owner.message = message;
      owner.meter.reset();
      int back = message.wire().position;
      owner.reader.readAll(message.wire(), message.start(), message.end(), owner.count++);
      message.wire().position = back;
    }

    return owner.meter.bytes();
  }

  int rowCount() {
    return rowCount;
  }

  /** Whether every row has a time of its own. */
  boolean allTimed() {
    return allTimed;
  }

  /** Rows with a time that was there but not plausible. */
  BitSet moved() {
    return time().moved(rowCount);
  }

  /** Ends the request with what all rows share. */
  Batch build(String key, long arrival, BufferAllocator allocator) {
    byte[] keyBytes = key.getBytes(StandardCharsets.US_ASCII);
    for (Column column : builder.table().columns()) {
      if (column.source() instanceof Source.Key) {
        ((TextCells) builder.cells(column)).set(0, keyBytes, 0, keyBytes.length);
      } else if (column.source() instanceof Source.Arrival) {
        ((LongCells) builder.cells(column)).set(0, arrival);
      }
    }

    Map<Level, Integer> counts = new EnumMap<>(Level.class);
    counts.put(Level.REQUEST, 1);
    for (Owner owner : owners) {
      counts.put(owner.level, owner.count);
    }

    return builder.build(allocator, rowCount, counts);
  }

  /** Gives the request up. */
  void reset() {
    rows.reset();
    for (Owner owner : owners) {
      owner.reader.reset();
    }

    builder.reset();
  }
}
