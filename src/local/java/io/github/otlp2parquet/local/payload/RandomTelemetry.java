package io.github.otlp2parquet.local.payload;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import io.github.otlp2parquet.otlp.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.List;
import java.util.Random;

/**
 * Requests that nothing sends, to find what a decoder forgot: any field of any message, any kind of
 * value, presence without a value, and the edges of each type. The same seed gives the same
 * requests.
 */
public final class RandomTelemetry {
  /** What the values may be. */
  public enum Range {
    /** Whatever OTLP can carry. */
    ALL,
    /**
     * Only what the tables keep: no integers of 2^63 or more, and no references to a string table.
     */
    STORABLE
  }

  private static final int MAX_ELEMENTS = 3;

  /** Depth of messages from which on no optional one is made: a scope's records are at 3. */
  private static final int DEEP = 14;

  private static final long[] LONGS = {
    0, 1, -1, 127, 128, Long.MAX_VALUE, Long.MIN_VALUE, 1_767_225_600_123_456_789L
  };
  private static final int[] INTS = {0, 1, -1, 200, Integer.MAX_VALUE, Integer.MIN_VALUE};
  private static final double[] DOUBLES = {
    0.0,
    -0.0,
    1,
    -2.5,
    1e300,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    1e15,
    0.1
  };
  private static final String[] STRINGS = {
    "",
    "a",
    "$a",
    "service.name",
    "quote \" backslash \\ slash / tab \t line \n zero \0 escape \u001b delete \u007f",
    "é ß \u07ff \u0800 中文 \ud7ff \ue000 \uffff 😀 \ud800\udc00 \udbff\udfff",
    "\u2028\u2029 \ufeff",
    "x".repeat(127),
    "0123456789 é ".repeat(30)
  };

  private final Random random;
  private final Range range;

  public RandomTelemetry(long seed, Range range) {
    this.random = new Random(seed);
    this.range = range;
  }

  /** The next Export…ServiceRequest, of any number of records, none included. */
  public Message next(Signal signal) {
    Message.Builder request =
        switch (signal) {
          case LOGS -> ExportLogsServiceRequest.newBuilder();
          case TRACES -> ExportTraceServiceRequest.newBuilder();
          case METRICS -> ExportMetricsServiceRequest.newBuilder();
        };
    return fill(request, 0);
  }

  private Message fill(Message.Builder message, int depth) {
    Descriptor type = message.getDescriptorForType();
    for (OneofDescriptor oneof : type.getRealOneofs()) {
      int choice = random.nextInt(oneof.getFieldCount() + 1);
      if (choice < oneof.getFieldCount()) {
        set(message, oneof.getField(choice), depth);
      }
    }

    for (FieldDescriptor field : type.getFields()) {
      if (field.getRealContainingOneof() == null && random.nextInt(8) != 0) {
        set(message, field, depth);
      }
    }

    return message.build();
  }

  private void set(Message.Builder message, FieldDescriptor field, int depth) {
    boolean tooDeep = depth > DEEP && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    boolean unknownToTables = range == Range.STORABLE && field.getName().endsWith("_strindex");
    if (tooDeep || unknownToTables) {
      return;
    }

    if (!field.isRepeated()) {
      message.setField(field, value(message, field, depth));
      return;
    }

    // The deeper, the shorter, or requests grow without bound.
    for (int i = random.nextInt(depth > 5 ? 2 : MAX_ELEMENTS + 1); i > 0; i--) {
      message.addRepeatedField(field, value(message, field, depth));
    }
  }

  private Object value(Message.Builder message, FieldDescriptor field, int depth) {
    return switch (field.getType()) {
      case MESSAGE -> fill(message.newBuilderForField(field), depth + 1);
      case STRING -> STRINGS[random.nextInt(STRINGS.length)];
      case BYTES -> bytes(field);
      case BOOL -> random.nextBoolean();
      case DOUBLE ->
          random.nextBoolean()
              ? DOUBLES[random.nextInt(DOUBLES.length)]
              : Double.longBitsToDouble(finiteBits());
      case ENUM -> field.getEnumType().findValueByNumberCreatingIfUnknown(enumNumber(field));
      case INT32, SINT32, UINT32, FIXED32 ->
          random.nextBoolean() ? INTS[random.nextInt(INTS.length)] : random.nextInt();
      case INT64, SFIXED64 -> anyLong();
      case UINT64, FIXED64 -> range == Range.ALL ? anyLong() : anyLong() & Long.MAX_VALUE;
      default -> throw new IllegalArgumentException("Cannot fill " + field + ": unused in OTLP");
    };
  }

  private long anyLong() {
    return random.nextBoolean()
        ? LONGS[random.nextInt(LONGS.length)]
        : random.nextLong() >> random.nextInt(Long.SIZE);
  }

  private long finiteBits() {
    long bits = random.nextLong();
    return Double.isFinite(Double.longBitsToDouble(bits)) ? bits : 0;
  }

  private int enumNumber(FieldDescriptor field) {
    return random.nextInt(8) == 0
        ? INTS[random.nextInt(INTS.length)]
        : random.nextInt(field.getEnumType().getValues().size());
  }

  /** Ids of the right length mostly, but also of any other. */
  private ByteString bytes(FieldDescriptor field) {
    List<Integer> lengths =
        switch (field.getName()) {
          case "trace_id" -> List.of(16, 16, 16, 16, 0, 1, 200);
          case "span_id", "parent_span_id" -> List.of(8, 8, 8, 8, 0, 1, 200);
          default -> List.of(0, 1, 2, 3, 4, 100, 1_000);
        };
    byte[] bytes = new byte[lengths.get(random.nextInt(lengths.size()))];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }
}
