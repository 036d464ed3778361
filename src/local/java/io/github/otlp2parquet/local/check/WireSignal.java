package io.github.otlp2parquet.local.check;

import static io.github.otlp2parquet.otlp.Signal.LOGS;
import static io.github.otlp2parquet.otlp.Signal.METRICS;
import static io.github.otlp2parquet.otlp.Signal.TRACES;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.github.otlp2parquet.otlp.Signal;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the signal of a protobuf request. The three requests nest alike (resource 1, scope 2,
 * record 2), so the records' fields decide: a log record has fixed64 in 1 or 11, a span fixed64 in
 * 7 and 8, a metric none.
 */
final class WireSignal {
  /** The wire type of each field, from opentelemetry-proto 1.11; 9 is none. */
  private static final Map<Signal, int[]> WIRE_TYPES =
      new EnumMap<>(
          Map.of(
              LOGS, new int[] {9, 1, 0, 2, 9, 2, 2, 0, 5, 2, 2, 1, 2},
              TRACES, new int[] {9, 2, 2, 2, 2, 2, 0, 1, 1, 2, 0, 2, 0, 2, 0, 2, 5},
              METRICS, new int[] {9, 2, 2, 2, 9, 2, 9, 2, 9, 2, 2, 2, 2}));

  /** Enough to see every field that a sender sets. */
  private static final int RECORDS = 200;

  private final Set<Integer> tags = new HashSet<>();
  private int records;

  private WireSignal() {}

  /** Whether the bytes are protobuf whose only known field is the first, a message. */
  static boolean isRequest(byte[] body) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(body);
      boolean resources = false;
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        resources |= tag == tag(1);
        if (!in.skipField(tag)) {
          return false;
        }
      }

      return resources;
    } catch (IOException e) {
      return false;
    }
  }

  /** The signal whose record has the fields that are there; none without a record. */
  static Optional<Signal> of(byte[] body) {
    WireSignal seen = new WireSignal();
    try {
      seen.read(CodedInputStream.newInstance(body), List.of(1, 2, 2));
    } catch (IOException e) {
      return Optional.empty();
    }

    if (seen.tags.isEmpty()) {
      return Optional.empty();
    }

    return Arrays.stream(Signal.values()).min(Comparator.comparingLong(seen::strangers));
  }

  /** Goes down the fields of {@code path}, and notes the tags of the messages at its end. */
  private void read(CodedInputStream in, List<Integer> path) throws IOException {
    for (int tag = in.readTag(); tag != 0 && records < RECORDS; tag = in.readTag()) {
      if (path.isEmpty()) {
        tags.add(tag);
        in.skipField(tag);
      } else if (tag == tag(path.getFirst())) {
        int outer = in.pushLimit(in.readRawVarint32());
        read(in, path.subList(1, path.size()));
        in.skipRawBytes(in.getBytesUntilLimit());
        in.popLimit(outer);
        records += path.size() == 1 ? 1 : 0;
      } else {
        in.skipField(tag);
      }
    }
  }

  /** How many of the fields seen the signal's record does not have. */
  private long strangers(Signal signal) {
    int[] types = WIRE_TYPES.getOrDefault(signal, new int[0]);
    return tags.stream()
        .filter(
            tag -> {
              int field = WireFormat.getTagFieldNumber(tag);
              return field >= types.length || types[field] != WireFormat.getTagWireType(tag);
            })
        .count();
  }

  private static int tag(int field) {
    return field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }
}
