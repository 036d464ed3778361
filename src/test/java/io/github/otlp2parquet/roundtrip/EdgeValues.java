package io.github.otlp2parquet.roundtrip;

import com.google.protobuf.ByteString;
import io.github.otlp2parquet.table.Level;
import io.github.otlp2parquet.table.Promotions;
import io.github.otlp2parquet.table.Source;
import io.github.otlp2parquet.table.Table;
import io.github.otlp2parquet.table.Tables;
import io.github.otlp2parquet.table.Type;
import io.opentelemetry.proto.common.v1.AnyValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random values of each type, mostly those at an edge. */
final class EdgeValues {
  /** When the requests arrive, in microseconds since 1970. */
  static final long ARRIVAL =
      ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("2026-11-20T12:34:56.789012Z"));

  private static final long NANOS_A_DAY = 86_400_000_000_000L;
  private static final long YEAR_2000 = 946_684_800_000_000_000L;

  /** The usual tables, and columns of every type and level for keys that come up often. */
  static final List<Table> TABLES =
      Promotions.parse(
              "resource:A:int:p_int,scope:a.b:boolean:p_boolean,scope:b:string:p_string,"
                  + "record:a:double:p_double,record:b:long:p_long,record:$:string:p_dollar")
          .applyTo(Tables.ALL);

  private static final Map<Level, Map<String, Type>> PROMOTED = promoted();
  private static final List<String> KEYS =
      List.of("", "$", "$bytes", "$kvlist", "a", "b", "A", "a.b", "ключ", "\0", "k\"\\\n", "😀");
  private static final String ASCII =
      IntStream.range(0, 128).mapToObj(Character::toString).collect(Collectors.joining());
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "null",
          "{\"$bytes\":\"AA==\"}",
          "\0",
          "a\0b",
          ASCII,
          "\u0080\u07ff\u0800\ud7ff\ue000\ufffd\uffff",
          "\u2028\u2029\ufeff\u00a0",
          "😀\ud800\udc00\udbff\udfff",
          "中文 é ß",
          "12345678\u001f",
          "x".repeat(1_000),
          "😀".repeat(300));
  private static final double[] DOUBLES = {
    0.0,
    -0.0,
    1,
    -1,
    0.1,
    1e16,
    1e-7,
    Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    9007199254740993.0,
    9.223372036854775807E18
  };
  private static final long[] LONGS = {
    0,
    1,
    -1,
    127,
    128,
    (1L << 53) + 1,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 31,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };
  private static final int[] INTS = {0, 1, -1, 127, 128, Integer.MAX_VALUE, Integer.MIN_VALUE};
  private static final int[] ENUMS = {0, 1, 2, 3, 4, 5, 6, 9, 13, 24, 25, -1, 7, 8, 1 << 30};

  private final Random random;
  private final int days;

  EdgeValues(Random random) {
    this.random = random;
    this.days = random.nextInt(10) == 0 ? 80 : 2;
  }

  private static Map<Level, Map<String, Type>> promoted() {
    Map<Level, Map<String, Type>> keys = new EnumMap<>(Level.class);
    for (Level level : List.of(Level.RESOURCE, Level.SCOPE, Level.RECORD)) {
      Map<String, Type> ofLevel = keys.computeIfAbsent(level, missing -> new TreeMap<>());
      TABLES.stream()
          .flatMap(table -> table.columns().stream())
          .filter(column -> column.level() == level)
          .filter(column -> column.source() instanceof Source.Attribute)
          .forEach(
              column -> ofLevel.put(((Source.Attribute) column.source()).key(), column.type()));
    }

    return keys;
  }

  /** A key of an attribute. */
  String key(Level level) {
    return random.nextBoolean()
        ? List.copyOf(PROMOTED.get(level).keySet()).get(random.nextInt(PROMOTED.get(level).size()))
        : KEYS.get(random.nextInt(KEYS.size()));
  }

  boolean isPromoted(Level level, String key) {
    return PROMOTED.get(level).containsKey(key);
  }

  /** A value of the type that the key's column has. */
  AnyValue fitting(Level level, String key) {
    AnyValue.Builder value = AnyValue.newBuilder();
    return switch ((Type.Primitive) PROMOTED.get(level).get(key)) {
      case STRING -> value.setStringValue(text()).build();
      case BOOLEAN -> value.setBoolValue(random.nextBoolean()).build();
      case INT, LONG -> value.setIntValue(int64()).build();
      case DOUBLE -> value.setDoubleValue(float64()).build();
      case TIMESTAMP -> throw new IllegalStateException("No attribute is a timestamp");
    };
  }

  String text() {
    return random.nextInt(4) == 0
        ? "text " + random.nextInt(20)
        : TEXTS.get(random.nextInt(TEXTS.size()));
  }

  double float64() {
    return random.nextInt(3) == 0
        ? finite(random.nextLong())
        : DOUBLES[random.nextInt(DOUBLES.length)];
  }

  private static double finite(long bits) {
    double value = Double.longBitsToDouble(bits);
    return Double.isFinite(value) ? value : 0.5;
  }

  long int64() {
    return random.nextBoolean()
        ? LONGS[random.nextInt(LONGS.length)]
        : random.nextLong() >> random.nextInt(Long.SIZE);
  }

  /** Of 64 bits without a sign; once in a while one that a signed column cannot hold. */
  long count() {
    return random.nextInt(200) == 0 ? -1 - random.nextInt(2) : int64() & Long.MAX_VALUE;
  }

  int int32() {
    return random.nextBoolean() ? INTS[random.nextInt(INTS.length)] : random.nextInt();
  }

  int enumNumber() {
    return ENUMS[random.nextInt(ENUMS.length)];
  }

  byte[] id() {
    int[] lengths = {0, 1, 8, 8, 16, 16, 20};
    return random(lengths[random.nextInt(lengths.length)]);
  }

  ByteString bytes() {
    return ByteString.copyFrom(random(random.nextInt(8)));
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Nanoseconds since 1970. */
  long time() {
    long now = ARRIVAL * 1_000;
    return switch (random.nextInt(16)) {
      case 0 -> 0;
      case 1 -> 1 + random.nextInt(1_000);
      case 2 -> YEAR_2000 - random.nextInt(2);
      case 3 -> now + NANOS_A_DAY + random.nextInt(2);
      case 4 -> random.nextInt(20) == 0 ? Long.MIN_VALUE : Long.MAX_VALUE - random.nextInt(2);
      default -> now - Math.floorMod(random.nextLong(), days * NANOS_A_DAY);
    };
  }
}
