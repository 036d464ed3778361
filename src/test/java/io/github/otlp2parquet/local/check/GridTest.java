package io.github.otlp2parquet.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GridTest {
  @Test
  void lines_numbersToTheRight() {
    Grid grid =
        new Grid(List.of("table", "rows"), List.of(List.of("logs", "1,200"), List.of("a", "3")));

    assertThat(grid.lines("  "))
        .containsExactly("  table   rows", "  logs   1,200", "  a          3");
  }

  @Test
  void lines_longCells_areCut() {
    Grid grid = new Grid(List.of("body"), List.of(List.of("x\n".repeat(60))));

    assertThat(grid.lines("").getLast()).hasSize(48).startsWith("x x").endsWith("…");
  }
}
