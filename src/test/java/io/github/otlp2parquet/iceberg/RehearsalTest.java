package io.github.otlp2parquet.iceberg;

import static io.github.otlp2parquet.iceberg.LakeStack.file;
import static io.github.otlp2parquet.iceberg.LakeStack.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.otlp2parquet.table.Table;
import io.github.otlp2parquet.table.Tables;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalTest {

  @Test
  void rehearsal_appendsToEveryTable() {
    try (Lake lake = Lake.rehearsal()) {
      for (Table table : Tables.ALL) {
        for (String key : List.of("first", "second")) {
          OpenTable opened = lake.open(table, soon());
          assertThat(opened.append(key, List.of(file(1)), soon()).attempts()).isEqualTo(1);
          assertThat(opened.find(key)).isPresent();
        }
      }
    }
  }
}
