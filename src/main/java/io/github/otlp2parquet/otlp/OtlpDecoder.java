package io.github.otlp2parquet.otlp;

import static io.github.otlp2parquet.table.Level.METRIC;
import static io.github.otlp2parquet.table.Level.RESOURCE;
import static io.github.otlp2parquet.table.Level.SCOPE;

import io.github.otlp2parquet.table.Level;
import io.github.otlp2parquet.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Reads export requests (opentelemetry-proto 1.11, {@code collector/…/v1}) from protobuf's wire
 * format straight into batches. It walks from the resource over the scope to the record; what the
 * fields mean is in the tables. Used by one thread at a time.
 */
public final class OtlpDecoder {
  private static final int CHILDREN = 2 << 3 | Wire.BYTES;
  private static final int FIRST = 1 << 3 | Wire.BYTES;

  private final Map<Signal, Map<Integer, Table>> tables;
  private final BufferAllocator allocator;
  private final Limits limits;

  /**
   * @param tables the tables of a signal; those of metrics by the field number of their data in
   *     {@code Metric}, the others by 0
   */
  public OtlpDecoder(
      Map<Signal, Map<Integer, Table>> tables, BufferAllocator allocator, Limits limits) {
    this.tables = tables;
    this.allocator = allocator;
    this.limits = limits;
  }

  /**
   * Decodes a request.
   *
   * @param protobuf an {@code Export…ServiceRequest}
   * @param arrival microseconds since 1970
   * @param keyOf the request's key, asked for when it is known whether all records have a time
   * @throws MalformedRequestException if it is not OTLP
   * @throws TooLargeException if it is over a limit
   */
  public Decoded decode(
      Signal signal, byte[] protobuf, long arrival, Function<Boolean, String> keyOf) {
    Map<Integer, Table> ofSignal = tables.getOrDefault(signal, Map.of());
    try (Walk walk = new Walk(ofSignal, arrival)) {
      walk.request(new Wire(protobuf), signal == Signal.METRICS);
      return walk.finish(keyOf);
    } catch (IndexOutOfBoundsException e) {
      throw new MalformedRequestException("Cannot read protobuf: truncated", e);
    }
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
          0,
          in.bytes.length,
          FIRST,
          (wire, start, end) -> {
            around.enter(RESOURCE, wire, start, end);
            eachChild(wire, start, end, CHILDREN, (w, from, to) -> scope(w, from, to, metrics));
            anyFill().enter(RESOURCE, around);
          });
    }

    private void scope(Wire in, int start, int end, boolean metrics) {
      around.enter(SCOPE, in, start, end);
      eachChild(in, start, end, CHILDREN, metrics ? this::metric : (w, from, to) -> add(0, w, from, to));
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
              new TableFill(ofSignal.get(n), allocator, limits, values, text).at(arrival));
    }

    /** Messages without a record are read too, so that what is malformed in them is found. */
    private TableFill anyFill() {
      return fill(fills.isEmpty() ? ofSignal.keySet().iterator().next() : fills.keySet().iterator().next());
    }

    Decoded finish(Function<Boolean, String> keyOf) {
      boolean allTimed = fills.values().stream().allMatch(TableFill::allTimed);
      String key = keyOf.apply(allTimed);
      List<Decoded.TableRows> rows = new ArrayList<>();
      for (TableFill fill : fills.values()) {
        if (fill.rowCount() > 0) {
          rows.add(new Decoded.TableRows(fill.seal(key, arrival), fill.moved()));
        } else {
          fill.close();
        }
      }

      finished = true;
      return new Decoded(rows, rejected, allTimed, values.dictionaryIndexes());
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
