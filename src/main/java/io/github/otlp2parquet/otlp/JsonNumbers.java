package io.github.otlp2parquet.otlp;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers as text, where Jackson's own are too narrow or were sent as strings. */
final class JsonNumbers {
  /** Jackson's own limit for a number; a longer string is no number either. */
  static final int MAX_LENGTH = 1_000;

  /** Digits of 2^64, and so of any integer that fits. */
  private static final int MAX_INTEGER_DIGITS = 20;

  private JsonNumbers() {}

  /**
   * An integer's bits. As in protobuf's JSON, {@code 1e3} and {@code 2.0} are integers too.
   *
   * @throws JsonFault if it is none, or not in the range of {@code kind}
   */
  static long integer(String text, JsonKind kind) throws JsonFault {
    BigDecimal number = decimal(text);
    if (number.signum() == 0) {
      return 0;
    }

    // Before any digits are written out: 1e999999999 has a gigabyte of them.
    if ((long) number.precision() - number.scale() > MAX_INTEGER_DIGITS) {
      throw outOfRange();
    }

    BigDecimal stripped = number.stripTrailingZeros();
    if (stripped.scale() > 0) {
      throw new JsonFault("is not an integer");
    }

    if (!kind.accepts(stripped.toBigIntegerExact())) {
      throw outOfRange();
    }

    return stripped.toBigIntegerExact().longValue();
  }

  /**
   * A double, rounded to the nearest, or what the Collector (Go's {@code strconv}) takes for NaN
   * and the infinities.
   *
   * @throws JsonFault if it is none, or too large for one
   */
  static double real(String text) throws JsonFault {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "infinity", "+infinity", "inf", "+inf" -> Double.POSITIVE_INFINITY;
      case "-infinity", "-inf" -> Double.NEGATIVE_INFINITY;
      default -> finite(decimalDouble(text));
    };
  }

  static double finite(double value) throws JsonFault {
    if (Double.isInfinite(value)) {
      throw outOfRange();
    }

    return value;
  }

  static JsonFault outOfRange() {
    return new JsonFault("is out of range");
  }

  static JsonFault notANumber() {
    return new JsonFault("is not a number");
  }

  private static double decimalDouble(String text) throws JsonFault {
    requireDecimal(text);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw notANumber();
    }
  }

  private static BigDecimal decimal(String text) throws JsonFault {
    requireDecimal(text);
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw notANumber();
    }
  }

  /** Java's parsers take more: a suffix, hexadecimal, white space, other scripts' digits. */
  private static void requireDecimal(String text) throws JsonFault {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
        throw notANumber();
      }
    }
  }
}
