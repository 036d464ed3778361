package io.github.otlp2parquet.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.github.otlp2parquet.otlp.OtlpDecoder;
import io.github.otlp2parquet.otlp.Signal;
import io.github.otlp2parquet.parquet.DataFileWriter;
import io.github.otlp2parquet.table.Column;
import io.github.otlp2parquet.table.Table;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is read back from the files, by another reader than their writer, is what was sent. */
class RoundTripTest {
  private static final int REQUESTS = Integer.getInteger("roundtrip.requests", 70);
  private static final int MAX_NESTING = 64;
  private static final long SEED = Long.getLong("roundtrip.seed", 20_261_120);

  private final BufferAllocator allocator = new RootAllocator();
  private final OtlpDecoder decoder = new OtlpDecoder(EdgeValues.TABLES, allocator, Stored.LIMITS);
  private final Map<String, Set<String>> filled = new HashMap<>();
  private final FieldCoverage coverage = new FieldCoverage();
  @TempDir Path directory;

  @AfterEach
  void allMemoryIsReturned() {
    allocator.close();
  }

  @ParameterizedTest
  @EnumSource
  void anyRequest_readBack_isWhatWasSent(Signal signal) throws Exception {
    try (DuckDb duckDb = new DuckDb();
        DataFileWriter writer = new DataFileWriter()) {
      // Metrics have five tables to fill.
      int requests = signal == Signal.METRICS ? 2 * REQUESTS : REQUESTS;
      for (int i = 0; i < requests; i++) {
        Message request = new RequestGenerator(SEED + i).request(signal);
        coverage.add(request);
        check("seed " + (SEED + i), signal, request, writer, duckDb);
      }
    }

    assertThat(coverage.missing(Requests.prototype(signal))).isEmpty();
    assertThat(neverFilled(signal)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void deepestValue_readBack_isWhatWasSent(Signal signal) throws Exception {
    try (DuckDb duckDb = new DuckDb();
        DataFileWriter writer = new DataFileWriter()) {
      Message request = Requests.withAttribute(signal, Requests.nested(MAX_NESTING));

      check("64 levels", signal, request, writer, duckDb);
    }
  }

  /** A request with its records on disk, in a directory of its own. */
  private void check(
      String name, Signal signal, Message request, DataFileWriter writer, DuckDb duckDb)
      throws Exception {
    try {
      Path files = Files.createDirectory(directory.resolve(name));
      ByteBuffer protobuf = ByteBuffer.wrap(request.toByteArray());
      check(request, Stored.store(decoder, signal, protobuf, writer, files), duckDb);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(name + " of " + signal + ": " + e.getMessage(), e);
    }
  }

  private void check(Message request, Stored stored, DuckDb duckDb) throws Exception {
    List<Message> sent = Requests.split(request);
    List<Message> rebuilt = new ArrayList<>();
    for (Stored.StoredTable table : stored.tables()) {
      rebuilt.addAll(checkedRecords(table, duckDb));
    }

    assertThat(stored.rejected()).isEqualTo(sent.stream().filter(Requests::isTooLarge).count());
    Map<Message, Long> expected =
        counts(sent.stream().filter(record -> !Requests.isTooLarge(record)).toList());
    Map<Message, Long> actual = counts(rebuilt);
    if (!actual.equals(expected)) {
      Map<Message, Long> lost = new HashMap<>(expected);
      lost.entrySet().removeAll(actual.entrySet());
      actual.entrySet().removeAll(expected.entrySet());
      assertThat(actual.toString()).isEqualTo(lost.toString());
    }

    assertThat(rebuilt).hasSize((int) expected.values().stream().mapToLong(n -> n).sum());
  }

  private static Map<Message, Long> counts(List<Message> records) {
    return records.stream()
        .collect(Collectors.groupingBy(Function.identity(), HashMap::new, Collectors.counting()));
  }

  /** Rebuilds the records of a table's files, and checks all else that is in them. */
  private List<Message> checkedRecords(Stored.StoredTable stored, DuckDb duckDb) throws Exception {
    Table table = stored.table();
    List<Row> rows = new ArrayList<>();
    List<Message> records = new ArrayList<>();
    Map<Path, List<Row>> read =
        duckDb.rows(stored.files().stream().map(Stored.StoredFile::path).toList());
    for (Stored.StoredFile file : stored.files()) {
      List<Row> ofFile = read.getOrDefault(file.path(), List.of());
      assertThat(ofFile).hasSize((int) file.rowCount());
      assertThat(ofFile).allMatch(row -> TimeRule.day(row.int64("time")) == file.day());
      RowRules.checkOrder(table, ofFile);
      rows.addAll(ofFile);
    }

    assertThat(stored.files()).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(Stored.MAX_DAYS);
    assertThat(TimeRule.of(table.name()).check(rows)).isEqualTo(stored.moved());
    for (Row row : rows) {
      records.add(Rebuilder.record(table.name(), row));
      RowRules.check(table, row);
      noteFilled(table, row);
    }

    return records;
  }

  /** Every column is looked at in every row. */
  private void noteFilled(Table table, Row row) {
    assertThat(row.asked())
        .containsExactlyInAnyOrderElementsOf(table.columns().stream().map(Column::name).toList());
    Set<String> ofTable = filled.computeIfAbsent(table.name(), name -> new TreeSet<>());
    row.values().forEach((name, value) -> addFilled(ofTable, name, value));
  }

  private static void addFilled(Set<String> filled, String name, Object value) {
    switch (value) {
      case List<?> list -> list.forEach(element -> addFilled(filled, name, element));
      case Map<?, ?> struct ->
          struct.forEach((field, inner) -> addFilled(filled, name + "." + field, inner));
      case null -> {}
      default -> filled.add(name);
    }
  }

  /** Columns and fields of structs that no row had a value in. */
  private List<String> neverFilled(Signal signal) {
    return EdgeValues.TABLES.stream()
        .filter(table -> Requests.isOf(signal, table))
        .flatMap(
            table ->
                Columns.leaves(table).stream()
                    .filter(name -> !filled.getOrDefault(table.name(), Set.of()).contains(name))
                    .map(name -> table.name() + "." + name))
        .toList();
  }
}
