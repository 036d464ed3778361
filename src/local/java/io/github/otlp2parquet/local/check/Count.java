package io.github.otlp2parquet.local.check;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts this run's rows in every table, in three ways that must agree, and queries them. */
final class Count {
  private static final List<String> COLUMNS =
      List.of("table", "rows: answers", "catalog", "DuckDB", "files: answers", "catalog", "DuckDB");

  private final Ledger ledger;
  private final Tables tables;
  private final DuckDb duckDb;
  private final String run;
  private final PrintStream out;

  Count(Ledger ledger, Tables tables, DuckDb duckDb, String run, PrintStream out) {
    this.ledger = ledger;
    this.tables = tables;
    this.duckDb = duckDb;
    this.run = run;
    this.out = out;
  }

  void tables() throws IOException, SQLException {
    if (ledger.tables().isEmpty()) {
      out.println("No table has rows of this run.");
      return;
    }

    List<List<String>> lines = new ArrayList<>();
    for (String table : ledger.tables()) {
      lines.add(count(table));
    }

    out.println("Tables, counted by the function's answers, the catalog's snapshots and DuckDB:");
    new Grid(COLUMNS, lines).lines("  ").forEach(out::println);
    out.println();
    queries();
  }

  private List<String> count(String table) throws IOException, SQLException {
    StoredTable stored = tables.load(table, ledger.keys());
    duckDb.addTable(table, stored.dataFiles());
    DuckDb.Count read = duckDb.count(table, run);
    ledger.expect(
        table + ": rows answered, and rows in the catalog", ledger.rows(table), stored.rows());
    ledger.expect(
        table + ": rows answered, and rows that DuckDB reads", ledger.rows(table), read.rows());
    ledger.expect(
        table + ": files answered, and files in the catalog", ledger.files(table), stored.files());
    ledger.expect(
        table + ": files answered, and files that DuckDB reads", ledger.files(table), read.files());
    return List.of(
        table,
        number(ledger.rows(table)),
        number(stored.rows()),
        number(read.rows()),
        number(ledger.files(table)),
        number(stored.files()),
        number(read.files()));
  }

  private void queries() throws SQLException {
    out.println("Sample queries, by DuckDB over the tables' data files:");
    Set<String> present = new HashSet<>(ledger.tables());
    for (SampleQuery query : SampleQuery.ALL) {
      if (present.containsAll(query.tables())) {
        out.println("  -- " + query.title());
        (query.sql() + ";").lines().forEach(line -> out.println("  " + line));
        duckDb.query(query.sql()).lines("    ").forEach(out::println);
        out.println();
      }
    }
  }

  private static String number(long number) {
    return "%,d".formatted(number);
  }
}
