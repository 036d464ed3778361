package io.github.otlp2parquet.otlp;

import static io.github.otlp2parquet.table.Level.METRIC;
import static io.github.otlp2parquet.table.Level.RESOURCE;
import static io.github.otlp2parquet.table.Level.SCOPE;
import static java.util.Objects.requireNonNull;

import io.github.otlp2parquet.arrow.Staging;
import io.github.otlp2parquet.table.Table;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;

/**
 * Reads export requests (opentelemetry-proto 1.11, {@code collector/…/v1}) from protobuf's wire
 * format straight into batches. It walks from the resource over the scope to the record; what the
 * fields mean is in the tables. Used by one thread at a time.
 */
public final class OtlpDecoder {
  private static final int CHILDREN = 2 << 3 | Wire.BYTES;
  private static final int FIRST = 1 << 3 | Wire.BYTES;

  private final BufferAllocator allocator;
  private final Limits limits;
  private final JsonText text = new JsonText();
  private final AnyValues values = new AnyValues(text);
  private final Map<Signal, SignalFills> fills = new EnumMap<>(Signal.class);

  /**
   * @param tables the seven, with their promoted columns
   * @param allocator gives the memory of the batches
   */
  public OtlpDecoder(List<Table> tables, BufferAllocator allocator, Limits limits) {
    this.allocator = allocator;
    this.limits = limits;
    Staging staging = new Staging(limits.maxBatchBytes());
    for (Signal signal : Signal.values()) {
      fills.put(
          signal,
          new SignalFills(
              SignalTables.of(signal, tables),
              table -> new TableFill(table, staging, limits, values, text)));
    }
  }

  /**
   * Decodes a request.
   *
   * @param protobuf an {@code Export…ServiceRequest} in an array
   * @param arrival microseconds since 1970
   * @param keyOf gives the request its key
   * @throws MalformedRequestException if it is not OTLP
   * @throws TooLargeException if it is over a limit
   */
  public Decoded decode(Signal signal, ByteBuffer protobuf, long arrival, KeyOf keyOf) {
    SignalFills ofSignal = fills(signal);
    Walk walk = new Walk(signal, ofSignal, arrival);
    long before = values.dictionaryIndexes();
    try {
      walk.request(new Wire(protobuf));
      return walk.finish(keyOf, values.dictionaryIndexes() - before);
    } catch (IndexOutOfBoundsException e) {
      throw new MalformedRequestException("Cannot read protobuf: truncated", e);
    } catch (OutOfMemoryException e) {
      throw new TooLargeException(
          "Cannot hold the request in memory: its batches need over %d bytes; send smaller batches"
              .formatted(limits.maxBatchBytes()),
          e);
    } finally {
      ofSignal.reset();
    }
  }

  /** The only table that a signal's records can go to; none if there are several. */
  public Optional<Table> onlyTable(Signal signal) {
    return fills(signal).onlyTable();
  }

  private SignalFills fills(Signal signal) {
    return requireNonNull(fills.get(signal));
  }

  /** Gives a request its key, when it is known whether each of its records has a time. */
  public interface KeyOf {
    String key(boolean allTimed);
  }

  /** One request on its way into batches. */
  private final class Walk {
    private final boolean metrics;
    private final SignalFills fills;
    private final long arrival;
    private final Map<String, Long> rejected = new HashMap<>();
    private final Enclosing around = new Enclosing();
    private long flattened;

    Walk(Signal signal, SignalFills fills, long arrival) {
      this.metrics = signal == Signal.METRICS;
      this.fills = fills;
      this.arrival = arrival;
    }

    void request(Wire in) {
      eachChild(in, in.position, in.end(), FIRST, this::resource);
    }

    private void resource(Wire in, int start, int end) {
      around.enter(RESOURCE, in, start, end);
      eachChild(in, start, end, CHILDREN, this::scope);
      fills.any(arrival).enter(RESOURCE, around);
    }

    private void scope(Wire in, int start, int end) {
      around.enter(SCOPE, in, start, end);
      if (metrics) {
        eachChild(in, start, end, CHILDREN, this::metric);
      } else {
        TableFill fill = fills.any(arrival);
        eachChild(in, start, end, CHILDREN, (wire, from, to) -> add(fill, wire, from, to));
      }

      fills.any(arrival).enter(SCOPE, around);
    }

    private void metric(Wire in, int start, int end) {
      MetricData data = MetricData.of(in, start, end);
      if (data.wire() != in) {
        checkReplaced(in, start, end);
      }

      around.enter(METRIC, data.wire(), data.start(), data.end());
      if (!fills.has(data.field())) {
        fills.any(arrival).enter(METRIC, around);
        return;
      }

      TableFill fill = fills.of(data.field(), arrival);
      Child point = (wire, from, to) -> add(fill, wire, from, to);
      eachPoint(data.field(), data.wire(), data.start(), data.end(), point);
      fill.enter(METRIC, around);
    }

    /** Data that later data of another kind replaced: where it is malformed the request is. */
    private void checkReplaced(Wire in, int start, int end) {
      around.enter(METRIC, in, start, end);
      for (int kind : fills.kinds()) {
        TableFill fill = fills.of(kind, arrival);
        eachPoint(kind, in, start, end, fill::check);
        fill.enter(METRIC, around);
      }
    }

    private static void eachPoint(int kind, Wire in, int start, int end, Child point) {
      eachChild(
          in,
          start,
          end,
          kind << 3 | Wire.BYTES,
          (wire, from, to) -> eachChild(wire, from, to, FIRST, point));
    }

    private void add(TableFill fill, Wire in, int start, int end) {
      try {
        flattened += fill.add(in, start, end, around);
      } catch (RejectedRecordException e) {
        rejected.merge(e.getMessage(), 1L, Long::sum);
        return;
      }

      if (flattened > limits.maxFlattenedBytes()) {
        throw Limits.flattened(limits.maxFlattenedBytes());
      }
    }

    Decoded finish(KeyOf keyOf, long dictionaryIndexes) {
      String key = keyOf.key(fills.used().allMatch(TableFill::allTimed));
      List<Decoded.TableRows> rows = new ArrayList<>();
      try {
        fills
            .used()
            .filter(fill -> fill.rowCount() > 0)
            .forEach(
                fill ->
                    rows.add(
                        new Decoded.TableRows(fill.build(key, arrival, allocator), fill.moved())));
        return new Decoded(key, rows, rejected, dictionaryIndexes);
      } catch (RuntimeException | Error e) {
        rows.forEach(table -> table.batch().close());
        throw e;
      }
    }
  }

  /** What is done with each element of a repeated message. */
  private interface Child {
    void read(Wire in, int start, int end);
  }

  /** Goes over the fields with this tag, and skips the others. */
  private static void eachChild(Wire in, int start, int end, int tag, Child child) {
    in.position = start;
    int outer = in.open(end);
    while (in.hasMore()) {
      int next = in.tag();
      if (next == tag) {
        int length = in.length();
        int from = in.position;
        child.read(in, from, from + length);
        in.resume(from + length, end);
      } else {
        in.skip(next);
      }
    }

    in.close(outer);
  }
}
