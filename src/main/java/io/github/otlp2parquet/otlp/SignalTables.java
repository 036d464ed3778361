package io.github.otlp2parquet.otlp;

import io.github.otlp2parquet.table.Table;
import io.github.otlp2parquet.table.Tables;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which table takes which records. */
final class SignalTables {
  /** Tables by the field of {@code Metric} whose points they hold; the other signals have one. */
  private static final Map<String, Integer> DATA_FIELDS =
      Map.of(
          Tables.LOGS.name(), 0,
          Tables.TRACES.name(), 0,
          Tables.METRICS_GAUGE.name(), 5,
          Tables.METRICS_SUM.name(), 7,
          Tables.METRICS_HISTOGRAM.name(), 9,
          Tables.METRICS_EXPONENTIAL_HISTOGRAM.name(), 10,
          Tables.METRICS_SUMMARY.name(), 11);

  private SignalTables() {}

  /** The tables of a signal by the field number of a metric's data, 0 for the other signals. */
  static Map<Integer, Table> of(Signal signal, List<Table> tables) {
    Map<Integer, Table> ofSignal = new TreeMap<>();
    for (Table table : tables) {
      if (signal(table) == signal) {
        ofSignal.put(DATA_FIELDS.getOrDefault(table.name(), 0), table);
      }
    }

    return ofSignal;
  }

  private static Signal signal(Table table) {
    if (table.name().equals(Tables.LOGS.name())) {
      return Signal.LOGS;
    }

    return table.name().equals(Tables.TRACES.name()) ? Signal.TRACES : Signal.METRICS;
  }
}
