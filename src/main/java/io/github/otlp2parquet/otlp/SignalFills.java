package io.github.otlp2parquet.otlp;

import static java.util.Objects.requireNonNull;

import io.github.otlp2parquet.table.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What fills the tables of one signal: each is made when a request first needs it, and kept, since
 * to make the readers of forty columns takes longer than to read a hundred records.
 */
final class SignalFills {
  private final Map<Integer, Table> tables;
  private final Function<Table, TableFill> make;
  private final Map<Integer, TableFill> made = new HashMap<>();
  private final List<TableFill> used = new ArrayList<>();

  /**
   * @param tables by the field number of a metric's data, 0 for the other signals
   */
  SignalFills(Map<Integer, Table> tables, Function<Table, TableFill> make) {
    this.tables = tables;
    this.make = make;
  }

  boolean has(int field) {
    return tables.containsKey(field);
  }

  /** The fields that have a table each. */
  Set<Integer> kinds() {
    return tables.keySet();
  }

  /** The one for a field, in use from now on by the request that arrived then. */
  TableFill of(int field, long arrival) {
    TableFill fill =
        made.computeIfAbsent(field, number -> make.apply(requireNonNull(tables.get(number))));
    if (!used.contains(fill)) {
      used.add(fill);
      fill.begin(arrival);
    }

    return fill;
  }

  /** One that is in use, if there is any, else the first. */
  TableFill any(long arrival) {
    return used.isEmpty() ? of(tables.keySet().iterator().next(), arrival) : used.getFirst();
  }

  Stream<TableFill> used() {
    return used.stream();
  }

  /** The request is over. */
  void reset() {
    used.forEach(TableFill::reset);
    used.clear();
  }

  Optional<Table> onlyTable() {
    Collection<Table> all = tables.values();
    return all.size() == 1 ? Optional.of(all.iterator().next()) : Optional.empty();
  }
}
