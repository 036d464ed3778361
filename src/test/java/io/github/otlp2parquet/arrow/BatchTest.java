package io.github.otlp2parquet.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.otlp2parquet.table.Column;
import io.github.otlp2parquet.table.Level;
import io.github.otlp2parquet.table.Table;
import io.github.otlp2parquet.table.Tables;
import io.github.otlp2parquet.table.Type;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class BatchTest {
  static final List<Table> TABLES = Tables.ALL;

  private final BufferAllocator allocator = new RootAllocator();

  @AfterEach
  void allMemoryIsReturned() {
    allocator.close();
  }

  @ParameterizedTest
  @FieldSource("TABLES")
  void batch_hasAVectorOfEachColumnsType(Table table) {
    try (Batch batch = Batch.create(table, allocator)) {
      assertThat(batch.vectors()).hasSameSizeAs(table.columns());
      for (int i = 0; i < table.columns().size(); i++) {
        Column column = table.columns().get(i);
        assertThat(batch.vector(column)).isSameAs(batch.vectors().get(i));
        assertThat(description(batch.vector(column).getField())).isEqualTo(description(column));
      }
    }
  }

  private static String description(Field field) {
    String children = "" + field.getChildren().stream().map(BatchTest::description).toList();
    return field.getName() + ": " + field.getType() + (children.equals("[]") ? "" : children);
  }

  private static String description(Column column) {
    return description(column.name(), column.type());
  }

  private static String description(String name, Type type) {
    return name
        + ": "
        + switch (type) {
          case Type.ListOf list -> "List" + List.of(description("$data$", list.element()));
          case Type.Struct struct ->
              "Struct" + struct.fields().stream().map(BatchTest::description).toList();
          case Type.Primitive primitive ->
              switch (primitive) {
                case BOOLEAN -> "Bool";
                case INT -> "Int(32, true)";
                case LONG -> "Int(64, true)";
                case DOUBLE -> "FloatingPoint(DOUBLE)";
                case STRING -> "Utf8";
                case TIMESTAMP -> "Timestamp(MICROSECOND, UTC)";
              };
        };
  }

  @Test
  void rowCount_isOfRecords_entryCountsOfTheOthers() {
    try (Batch batch =
        Batches.of(allocator, Arrays.asList("a", null), new int[] {0, 1, 1}, new long[3])) {
      assertThat(batch.rowCount()).isEqualTo(3);
      for (Column column : Tables.LOGS.columns()) {
        int expected =
            switch (column.level()) {
              case RECORD -> 3;
              case RESOURCE -> 2;
              case REQUEST, SCOPE -> 1;
              case METRIC -> 0;
            };
        assertThat(batch.vector(column).getValueCount()).as(column.name()).isEqualTo(expected);
      }

      assertThat(batch.entries(Level.RESOURCE).getValueCount()).isEqualTo(3);
      assertThat(batch.entries(Level.RESOURCE).get(2)).isEqualTo(1);
    }
  }

  @Test
  void entries_ofRecords_areNone() {
    try (Batch batch = Batch.create(Tables.LOGS, allocator)) {
      assertThatThrownBy(() -> batch.entries(Level.RECORD))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid level: RECORD has a value a row");
    }
  }
}
