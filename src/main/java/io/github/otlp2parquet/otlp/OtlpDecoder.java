package io.github.otlp2parquet.otlp;

import static io.github.otlp2parquet.table.Level.METRIC;
import static io.github.otlp2parquet.table.Level.RESOURCE;
import static io.github.otlp2parquet.table.Level.SCOPE;
import static java.util.Objects.requireNonNull;

import io.github.otlp2parquet.table.Table;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

  private final Map<Signal, Map<Integer, Table>> tables = new EnumMap<>(Signal.class);
  private final BufferAllocator allocator;
  private final Limits limits;

  /**
   * @param tables the seven, with their promoted columns
   * @param allocator its limit bounds the memory of one request's batches
   */
  public OtlpDecoder(List<Table> tables, BufferAllocator allocator, Limits limits) {
    this.allocator = allocator;
    this.limits = limits;
    for (Signal signal : Signal.values()) {
      this.tables.put(signal, SignalTables.of(signal, tables));
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
    Map<Integer, Table> ofSignal = tables.getOrDefault(signal, Map.of());
    try (Walk walk = new Walk(ofSignal, arrival)) {
      walk.request(new Wire(protobuf), signal == Signal.METRICS);
      return walk.finish(keyOf);
    } catch (IndexOutOfBoundsException e) {
      throw new MalformedRequestException("Cannot read protobuf: truncated", e);
    } catch (OutOfMemoryException e) {
      throw new TooLargeException(
          "Cannot hold the request in memory: its batches need over %d bytes; send smaller batches"
              .formatted(allocator.getLimit()),
          e);
    }
  }

  /** The only table that a signal's records can go to; none if there are several. */
  public Optional<Table> onlyTable(Signal signal) {
    Collection<Table> ofSignal = tables.getOrDefault(signal, Map.of()).values();
    return ofSignal.size() == 1 ? Optional.of(ofSignal.iterator().next()) : Optional.empty();
  }

  /** Gives a request its key, when it is known whether each of its records has a time. */
  public interface KeyOf {
    String key(boolean allTimed);
  }

  /** One request on its way into batches. */
  private final class Walk implements AutoCloseable {
    private final Map<Integer, Table> ofSignal;
    private final long arrival;
    private final JsonText text = new JsonText();
    private final AnyValues values = new AnyValues(text);
    private final Map<Integer, TableFill> fills = new TreeMap<>();
    private final Map<String, Long> rejected = new HashMap<>();
    private final Enclosing around = new Enclosing();
    private long flattened;
    private boolean finished;

    Walk(Map<Integer, Table> ofSignal, long arrival) {
      this.ofSignal = ofSignal;
      this.arrival = arrival;
    }

    void request(Wire in, boolean metrics) {
      eachChild(
          in,
          in.position,
          in.end(),
          FIRST,
          (wire, start, end) -> {
            around.enter(RESOURCE, wire, start, end);
            eachChild(wire, start, end, CHILDREN, (w, from, to) -> scope(w, from, to, metrics));
            anyFill().enter(RESOURCE, around);
          });
    }

    private void scope(Wire in, int start, int end, boolean metrics) {
      around.enter(SCOPE, in, start, end);
      eachChild(
          in, start, end, CHILDREN, metrics ? this::metric : (w, from, to) -> add(0, w, from, to));
      anyFill().enter(SCOPE, around);
    }

    private void metric(Wire in, int start, int end) {
      MetricData data = MetricData.of(in, start, end);
      if (!ofSignal.containsKey(data.field())) {
        return;
      }

      around.enter(METRIC, data.wire(), data.start(), data.end());
      int tag = data.field() << 3 | Wire.BYTES;
      eachChild(
          data.wire(),
          data.start(),
          data.end(),
          tag,
          (wire, from, to) ->
              eachChild(wire, from, to, FIRST, (w, a, b) -> add(data.field(), w, a, b)));
    }

    private void add(int number, Wire in, int start, int end) {
      try {
        flattened += fill(number).add(in, start, end, around);
      } catch (RejectedRecordException e) {
        rejected.merge(e.getMessage(), 1L, Long::sum);
        return;
      }

      if (flattened > limits.maxFlattenedBytes()) {
        throw Limits.flattened(limits.maxFlattenedBytes());
      }
    }

    private TableFill fill(int number) {
      return fills.computeIfAbsent(
          number,
          n ->
              new TableFill(requireNonNull(ofSignal.get(n)), allocator, limits, values, text)
                  .at(arrival));
    }

    /** Messages without a record are read too, so that what is malformed in them is found. */
    private TableFill anyFill() {
      return fill(
          fills.isEmpty() ? ofSignal.keySet().iterator().next() : fills.keySet().iterator().next());
    }

    Decoded finish(KeyOf keyOf) {
      boolean allTimed = fills.values().stream().allMatch(TableFill::allTimed);
      String key = keyOf.key(allTimed);
      List<Decoded.TableRows> rows = new ArrayList<>();
      for (TableFill fill : fills.values()) {
        if (fill.rowCount() > 0) {
          rows.add(new Decoded.TableRows(fill.seal(key, arrival), fill.moved()));
        } else {
          fill.close();
        }
      }

      finished = true;
      return new Decoded(key, rows, rejected, values.dictionaryIndexes());
    }

    @Override
    public void close() {
      if (!finished) {
        fills.values().forEach(TableFill::close);
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
