package io.github.otlp2parquet.local.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the function said that it stored, and all that turned out to be otherwise. */
final class Ledger {
  private final Map<String, Long> rows = new TreeMap<>();
  private final Map<String, Long> files = new TreeMap<>();
  private final Set<String> keys = new HashSet<>();
  private final List<String> differences = new ArrayList<>();

  /** Enters a request that was stored for the first time. */
  void add(Sending sending, Receipt receipt) {
    keys.add(receipt.key());
    for (Receipt.Stored table : receipt.tables()) {
      rows.merge(table.table(), table.records(), Long::sum);
      files.merge(table.table(), table.files(), Long::sum);
    }

    String what = sending.name() + " " + sending.encodingLabel();
    if (receipt.duplicate()) {
      differences.add(what + ": the first of its kind is called a duplicate");
    }

    long stored = receipt.rows().values().stream().mapToLong(Long::longValue).sum();
    expect(
        what + ": records sent, and stored or rejected",
        sending.records(),
        stored + receipt.rejected());
    if (receipt.rejected() == 0 && !receipt.rows().equals(sending.rows())) {
      differences.add(
          "%s: rows should be %s, are %s".formatted(what, sending.rows(), receipt.rows()));
    }
  }

  /** Notes a difference if there is one. */
  void expect(String what, long expected, long actual) {
    if (expected != actual) {
      differences.add("%s: %,d, not %,d".formatted(what, expected, actual));
    }
  }

  void differ(String what) {
    differences.add(what);
  }

  /** The tables that have rows of this run. */
  Set<String> tables() {
    return rows.keySet();
  }

  long rows(String table) {
    return rows.getOrDefault(table, 0L);
  }

  long files(String table) {
    return files.getOrDefault(table, 0L);
  }

  Set<String> keys() {
    return keys;
  }

  List<String> differences() {
    return differences;
  }

  /** Rows of all tables. */
  long records() {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }
}
