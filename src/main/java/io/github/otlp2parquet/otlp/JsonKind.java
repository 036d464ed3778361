package io.github.otlp2parquet.otlp;

import java.math.BigInteger;

/** How a field is written: its protobuf type, and for bytes also its spelling in OTLP/JSON. */
enum JsonKind {
  STRING(WireType.LENGTH),
  /** Bytes in hexadecimal: trace and span ids. */
  ID(WireType.LENGTH),
  /** Bytes in base64. */
  BYTES(WireType.LENGTH),
  MESSAGE(WireType.LENGTH),
  BOOL(WireType.VARINT),
  ENUM(WireType.VARINT, Integer.MIN_VALUE, Integer.MAX_VALUE),
  INT32(WireType.VARINT, Integer.MIN_VALUE, Integer.MAX_VALUE),
  SINT32(WireType.VARINT, Integer.MIN_VALUE, Integer.MAX_VALUE),
  UINT32(WireType.VARINT, 0, 0xFFFF_FFFFL),
  INT64(WireType.VARINT, Long.MIN_VALUE, Long.MAX_VALUE),
  UINT64(WireType.VARINT),
  FIXED32(WireType.FIXED32, 0, 0xFFFF_FFFFL),
  FIXED64(WireType.FIXED64),
  SFIXED64(WireType.FIXED64, Long.MIN_VALUE, Long.MAX_VALUE),
  DOUBLE(WireType.FIXED64);

  private static final BigInteger MAX_UNSIGNED =
      BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

  private final int wireType;
  private final long min;
  private final long max;

  /** Any other than a signed or a 32-bit integer: what {@link #accepts(long)} says of 2^63 on. */
  JsonKind(int wireType) {
    this(wireType, 0, Long.MAX_VALUE);
  }

  JsonKind(int wireType, long min, long max) {
    this.wireType = wireType;
    this.min = min;
    this.max = max;
  }

  /** The protobuf tag of field {@code number} of this kind, in a packed list if it is repeated. */
  int tag(int number) {
    return (number << 3) | wireType;
  }

  int packedTag(int number) {
    return (number << 3) | WireType.LENGTH;
  }

  /** Whether a list of it is one run of values rather than a field for each. */
  boolean packs() {
    return wireType != WireType.LENGTH;
  }

  /** Whether a signed number is in the range; 2^63 and more does not get here. */
  boolean accepts(long value) {
    return min <= value && value <= max;
  }

  boolean accepts(BigInteger value) {
    BigInteger most = this == UINT64 || this == FIXED64 ? MAX_UNSIGNED : BigInteger.valueOf(max);
    return value.compareTo(BigInteger.valueOf(min)) >= 0 && value.compareTo(most) <= 0;
  }

  /** Protobuf's wire types; an enum's constants cannot name their own class's constants. */
  private static final class WireType {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int LENGTH = 2;
    static final int FIXED32 = 5;
  }
}
