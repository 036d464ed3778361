package io.github.otlp2parquet.arrow;

import io.github.otlp2parquet.table.Level;
import io.github.otlp2parquet.table.Tables;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.jspecify.annotations.Nullable;

/** Batches of logs of which only the columns that rows are sorted by are filled. */
final class Batches {
  static final long DAY = 86_400_000_000L;

  private Batches() {}

  /** A row for each time, all of one resource without a name. */
  static Batch ofTimes(BufferAllocator allocator, long... times) {
    int[] resources = new int[times.length];
    List<@Nullable String> names = new ArrayList<>();
    names.add(null);
    return of(allocator, names, resources, times);
  }

  /**
   * A row for each time.
   *
   * @param names {@code service_name} of each resource
   * @param resources which resource each row has
   */
  static Batch of(
      BufferAllocator allocator, List<@Nullable String> names, int[] resources, long[] times) {
    Batch batch = Batch.create(Tables.LOGS, allocator);
    VarCharVector service = (VarCharVector) batch.vector(Tables.LOGS.column("service_name"));
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name == null) {
        service.setNull(i);
      } else {
        service.setSafe(i, name.getBytes(StandardCharsets.UTF_8));
      }
    }

    TimeStampMicroTZVector time =
        (TimeStampMicroTZVector) batch.vector(Tables.LOGS.partitionColumn());
    for (int row = 0; row < times.length; row++) {
      time.setSafe(row, times[row]);
      batch.entries(Level.RESOURCE).setSafe(row, resources[row]);
    }

    Map<Level, Integer> counts = new EnumMap<>(Level.class);
    counts.put(Level.REQUEST, 1);
    counts.put(Level.RESOURCE, names.size());
    counts.put(Level.SCOPE, 1);
    counts.put(Level.METRIC, 0);
    batch.setRowCount(times.length, counts);
    return batch;
  }

  static long time(Batch batch, int row) {
    return ((TimeStampMicroTZVector) batch.vector(Tables.LOGS.partitionColumn())).get(row);
  }
}
