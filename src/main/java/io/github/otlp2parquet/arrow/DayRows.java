package io.github.otlp2parquet.arrow;

/** The rows of a batch that lie on one day, in the table's sort order. */
public final class DayRows {
  private final int day;
  private final int[] rows;

  DayRows(int day, int[] rows) {
    this.day = day;
    this.rows = rows;
  }

  /** Days since 1970-01-01, UTC. */
  public int day() {
    return day;
  }

  /** Row numbers of the batch; not a copy. */
  public int[] rows() {
    return rows;
  }
}
