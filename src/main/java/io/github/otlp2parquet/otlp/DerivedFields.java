package io.github.otlp2parquet.otlp;

import io.github.otlp2parquet.arrow.LongCells;
import java.util.BitSet;

/** Columns that are computed from times of the same message, when it is over. */
final class DerivedFields {
  /** 2000-01-01T00:00:00Z: what is earlier is a clock that was never set. */
  private static final long EARLIEST_NANOS = 946_684_800_000_000_000L;

  private static final long NANOS_A_DAY = 86_400_000_000_000L;
  private static final long NANOS_A_MICRO = 1_000;

  private DerivedFields() {}

  abstract static class Derived extends FieldReader {
    @Override
    final boolean accepts(int wireType) {
      return false;
    }

    @Override
    final void read(Wire in, int wireType, int row) {
      throw new IllegalStateException("Not a field of the message");
    }

    @Override
    final void reset() {}
  }

  /** The time that the table is partitioned by, and the rows that could not keep theirs. */
  static final class Time extends Derived {
    private final LongCells cells;
    private final NumberFields.Nanos first;
    private final NumberFields.Nanos second;
    private final BitSet moved = new BitSet();
    private long arrivalNanos;
    private boolean untimed;

    Time(LongCells cells, NumberFields.Nanos first, NumberFields.Nanos second) {
      this.cells = cells;
      this.first = first;
      this.second = second;
    }

    /** A new request, which arrived then: microseconds since 1970. */
    void begin(long arrival) {
      arrivalNanos = arrival * NANOS_A_MICRO;
      moved.clear();
    }

    /** Those of the first rows with a time that was there but not plausible. */
    BitSet moved(int rowCount) {
      return moved.get(0, rowCount);
    }

    /** Whether the last row has no time at all. */
    boolean untimed() {
      return untimed;
    }

    @Override
    void end(int row) {
      long a = first.value();
      long b = second.value();
      untimed = a == 0 && b == 0;
      long taken = plausible(a) ? a : plausible(b) ? b : arrivalNanos;
      moved.set(row, a != 0 ? !plausible(a) : b != 0 && !plausible(b));
      cells.set(row, taken / NANOS_A_MICRO);
    }

    private boolean plausible(long nanos) {
      return nanos >= EARLIEST_NANOS && nanos <= arrivalNanos + NANOS_A_DAY;
    }
  }

  /** One time less another; null where one is missing. */
  static final class Difference extends Derived {
    private final LongCells cells;
    private final NumberFields.Nanos end;
    private final NumberFields.Nanos start;

    Difference(LongCells cells, NumberFields.Nanos end, NumberFields.Nanos start) {
      this.cells = cells;
      this.end = end;
      this.start = start;
    }

    @Override
    void end(int row) {
      if (end.value() != 0 && start.value() != 0) {
        cells.set(row, end.value() - start.value());
      }
    }
  }
}
