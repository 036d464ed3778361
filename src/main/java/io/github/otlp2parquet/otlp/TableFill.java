package io.github.otlp2parquet.otlp;

import io.github.otlp2parquet.arrow.Batch;
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
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.jspecify.annotations.Nullable;

/**
 * Fills one table's batch. The messages around a record (resource, scope, metric) become an entry
 * when the first record needs them.
 */
final class TableFill implements AutoCloseable {
  private static final List<Level> OWNERS = List.of(Level.RESOURCE, Level.SCOPE, Level.METRIC);

  private final Batch batch;
  private final Meter rowMeter;
  private final MessageReader rows;
  private final Map<Level, Owner> owners = new EnumMap<>(Level.class);
  private DerivedFields.@Nullable Time time;
  private int rowCount;
  private boolean allTimed = true;

  /** What a level's messages become. */
  private static final class Owner {
    private final MessageReader reader;
    private final Meter meter;
    private final IntVector entries;
    private int count;
    private long message = -1;

    Owner(MessageReader reader, Meter meter, IntVector entries) {
      this.reader = reader;
      this.meter = meter;
      this.entries = entries;
    }
  }

  TableFill(
      Table table, BufferAllocator allocator, Limits limits, AnyValues values, JsonText text) {
    batch = Batch.create(table, allocator);
    rowMeter =
        new Meter(
            limits.maxRowBytes(),
            limit -> new RejectedRecordException("the row is over " + limit + " bytes"));
    rows = reader(Level.RECORD, rowMeter, values, text);
    for (Level level : OWNERS) {
      Meter meter = new Meter(limits.maxFlattenedBytes(), Limits::flattened);
      owners.put(level, new Owner(reader(level, meter, values, text), meter, batch.entries(level)));
    }
  }

  private MessageReader reader(Level level, Meter meter, AnyValues values, JsonText text) {
    List<Column> columns =
        batch.table().columns().stream().filter(column -> column.level() == level).toList();
    Readers readers = new Readers(columns, batch::vector, text, values, meter);
    MessageReader reader = readers.message();
    time = level == Level.RECORD ? readers.time() : time;
    return reader;
  }

  /** Times are judged against the arrival, in microseconds since 1970. */
  TableFill at(long arrival) {
    time().setArrival(arrival);
    return this;
  }

  private DerivedFields.Time time() {
    if (time == null) {
      throw new IllegalStateException("No time in " + batch.table());
    }

    return time;
  }

  /**
   * Adds a record.
   *
   * @param around the messages that the record is in
   * @return the bytes that the record takes with all that it repeats of those messages
   * @throws RejectedRecordException if it cannot be stored; the batch is as before
   */
  long add(Wire in, int start, int end, Enclosing around) {
    long bytes = 0;
    for (Level level : OWNERS) {
      bytes += enter(level, around);
    }

    rowMeter.reset();
    rows.readAll(in, start, end, rowCount);
    allTimed &= !time().untimed();
    for (Owner owner : owners.values()) {
      owner.entries.setSafe(rowCount, Math.max(0, owner.count - 1));
    }

    batch.entries(Level.REQUEST).setSafe(rowCount, 0);
    rowCount++;
    return bytes + rowMeter.bytes();
  }

  /** Makes the message an entry unless it is the last one; returns the entry's bytes. */
  long enter(Level level, Enclosing around) {
    Owner owner = owners.get(level);
    Enclosing.Message message = around.message(level);
    if (owner == null || message == null) {
      return 0;
    }

    if (owner.message != message.number()) {
      owner.message = message.number();
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

  BitSet moved() {
    BitSet moved = time().moved();
    moved.clear(rowCount, Math.max(rowCount, moved.length()));
    return moved;
  }

  /** Ends the filling with what all rows share. */
  Batch seal(String key, long arrival) {
    byte[] keyBytes = key.getBytes(StandardCharsets.US_ASCII);
    for (Column column : batch.table().columns()) {
      if (column.source() instanceof Source.Key) {
        ((VarCharVector) batch.vector(column)).setSafe(0, keyBytes);
      } else if (column.source() instanceof Source.Arrival) {
        ((TimeStampMicroTZVector) batch.vector(column)).setSafe(0, arrival);
      }
    }

    Map<Level, Integer> counts = new EnumMap<>(Level.class);
    counts.put(Level.REQUEST, 1);
    owners.forEach((level, owner) -> counts.put(level, owner.count));
    batch.setRowCount(rowCount, counts);
    return batch;
  }

  @Override
  public void close() {
    batch.close();
  }
}
