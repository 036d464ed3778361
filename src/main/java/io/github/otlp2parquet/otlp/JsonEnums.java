package io.github.otlp2parquet.otlp;

import java.util.HashMap;
import java.util.Map;

/** The numbers of OTLP's enums by their names. */
final class JsonEnums {
  static final Map<String, Integer> SPAN_KINDS =
      numbered("SPAN_KIND_", "UNSPECIFIED INTERNAL SERVER CLIENT PRODUCER CONSUMER");
  static final Map<String, Integer> STATUS_CODES = numbered("STATUS_CODE_", "UNSET OK ERROR");
  static final Map<String, Integer> TEMPORALITIES =
      numbered("AGGREGATION_TEMPORALITY_", "UNSPECIFIED DELTA CUMULATIVE");
  static final Map<String, Integer> SEVERITIES =
      numbered(
          "SEVERITY_NUMBER_",
          "UNSPECIFIED TRACE TRACE2 TRACE3 TRACE4 DEBUG DEBUG2 DEBUG3 DEBUG4 INFO INFO2 INFO3"
              + " INFO4 WARN WARN2 WARN3 WARN4 ERROR ERROR2 ERROR3 ERROR4 FATAL FATAL2 FATAL3"
              + " FATAL4");

  private JsonEnums() {}

  private static Map<String, Integer> numbered(String prefix, String names) {
    Map<String, Integer> numbers = new HashMap<>();
    for (String name : names.split(" ", -1)) {
      numbers.put(prefix + name, numbers.size());
    }

    return Map.copyOf(numbers);
  }
}
