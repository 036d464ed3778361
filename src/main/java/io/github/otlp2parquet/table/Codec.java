package io.github.otlp2parquet.table;

/**
 * How a protobuf field becomes a column's value, and what the column holds when the field is
 * absent. Null is what protobuf cannot tell from absent, but numbers keep 0.
 */
public enum Codec {
  /** {@code string}; absent or empty is null. */
  TEXT,
  /** {@code bytes} of any length as lower-case hex; absent or empty is null. */
  HEX,
  /**
   * {@code fixed64} nanoseconds since 1970; absent or 0 is null, 2^63 and more rejects the record.
   */
  NANOS,
  /** {@code fixed64}; absent is 0, 2^63 and more rejects the record. */
  FIXED64,
  /** {@code fixed32} as an unsigned number; absent is 0. */
  FIXED32,
  /** {@code uint32}; absent is 0. */
  UINT32,
  /** {@code int32} or the number of an enum; absent is 0. */
  INT32,
  /** {@code sint32}; absent is 0. */
  SINT32,
  /** {@code bool}; absent is false. */
  BOOL,
  /** {@code double}; absent is 0. */
  FLOAT64,
  /** {@code optional double}; absent is null. */
  OPTIONAL_FLOAT64,
  /** {@code SpanKind} by its name; an unknown number is its decimal text. */
  SPAN_KIND("UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"),
  /** {@code StatusCode} by its name. */
  STATUS_CODE("UNSET", "OK", "ERROR"),
  /** {@code AggregationTemporality} by its name. */
  TEMPORALITY("UNSPECIFIED", "DELTA", "CUMULATIVE"),
  /** {@code repeated KeyValue} as a JSON object; none is null. */
  ATTRIBUTES,
  /** {@code repeated EntityRef} as a JSON array; none is null. */
  ENTITY_REFS,
  /** {@code AnyValue}: a string as it is, all else as JSON; absent or empty is null. */
  BODY,
  /** The kind of an {@code AnyValue}: {@code string}, {@code int}, …; absent or empty is null. */
  BODY_TYPE,
  /** {@code as_double} of a number; beside it {@code as_int} as a double. Absent is null. */
  NUMBER,
  /** {@code as_int} of a number; absent is null. */
  NUMBER_INT,
  /** {@code repeated fixed64}; none is null, 2^63 and more rejects the record. */
  FIXED64_LIST,
  /** {@code repeated uint64}; none is null, 2^63 and more rejects the record. */
  UINT64_LIST,
  /** {@code repeated double}; none is null. */
  FLOAT64_LIST,
  /** A repeated message; none is null. */
  MESSAGES;

  private final String[] names;

  Codec(String... names) {
    this.names = names;
  }

  /** The name of an enum's value without the prefix that all its names share. */
  public String name(int number) {
    return number >= 0 && number < names.length ? names[number] : Integer.toString(number);
  }
}
