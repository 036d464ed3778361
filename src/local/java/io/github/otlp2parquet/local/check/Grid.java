package io.github.otlp2parquet.local.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A table of text, for people: columns as wide as their widest cell, numbers to the right.
 *
 * @param rows as many cells each as there are columns
 */
record Grid(List<String> columns, List<List<String>> rows) {
  private static final int MAX_WIDTH = 48;
  private static final Pattern NUMBER = Pattern.compile("-?[\\d,]+(\\.\\d+)?(E\\d+)?");

  Grid {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** The lines, each with the indent, without spaces at their ends. */
  List<String> lines(String indent) {
    int[] widths = new int[columns.size()];
    boolean[] right = new boolean[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      widths[i] = Math.max(columns.get(i).length(), longest(column));
      right[i] = isNumbers(column);
    }

    List<String> lines = new ArrayList<>();
    lines.add(indent + line(columns, widths, right));
    rows.forEach(row -> lines.add(indent + line(row, widths, right)));
    return lines;
  }

  private int longest(int column) {
    return rows.stream().mapToInt(row -> cut(row.get(column)).length()).max().orElse(0);
  }

  private static String line(List<String> cells, int[] widths, boolean[] right) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cut(cells.get(i));
      String space = " ".repeat(Math.max(0, widths[i] - cell.length()));
      line.append(right[i] ? space + cell : cell + space).append("  ");
    }

    return line.toString().stripTrailing();
  }

  /** Cells may be empty, but not all. */
  private boolean isNumbers(int column) {
    List<String> cells =
        rows.stream().map(row -> row.get(column)).filter(c -> !c.isEmpty()).toList();
    return !cells.isEmpty() && cells.stream().allMatch(NUMBER.asMatchPredicate());
  }

  private static String cut(String cell) {
    String line = cell.replaceAll("\\s+", " ");
    return line.length() <= MAX_WIDTH ? line : line.substring(0, MAX_WIDTH - 1) + "…";
  }
}
