package io.github.otlp2parquet.arrow;

import static io.github.otlp2parquet.arrow.Batches.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DaysTest {
  private static final int TODAY = 20_000;
  private static final long ARRIVAL = TODAY * DAY + 5;
  private static final int MAX_DAYS = 32;

  private final BufferAllocator allocator = new RootAllocator();
  private final BitSet moved = new BitSet();

  @AfterEach
  void allMemoryIsReturned() {
    allocator.close();
  }

  @Test
  void split_ofNoRows_isEmpty() {
    assertThat(split()).isEmpty();
  }

  @Test
  void split_byDay_isAtMidnightUtc() {
    List<DayRows> days = split(5 * DAY, 4 * DAY - 1, 4 * DAY, 5 * DAY - 1, 5 * DAY);

    assertThat(days).extracting(DayRows::day).containsExactly(3, 4, 5);
    assertThat(days)
        .extracting(DayRows::rows)
        .containsExactly(new int[] {1}, new int[] {2, 3}, new int[] {0, 4});
    assertThat(moved.isEmpty()).isTrue();
  }

  @Test
  void split_before1970_roundsDown() {
    assertThat(split(-1, -DAY, 0)).extracting(DayRows::day).containsExactly(-1, 0);
  }

  @Test
  void split_of31OtherDays_movesNone() {
    List<DayRows> days = split(daysBack(31));

    assertThat(days).hasSize(31);
    assertThat(moved.isEmpty()).isTrue();
  }

  @Test
  void split_of31OtherDaysAndTheArrivals_movesNone() {
    long[] times = LongStream.concat(daysBack(31), LongStream.of(ARRIVAL)).toArray();

    assertThat(split(times)).hasSize(32);
    assertThat(moved.isEmpty()).isTrue();
  }

  @Test
  void split_of32OtherDays_movesTheEarliestOfEquals() {
    try (Batch batch = Batches.ofTimes(allocator, daysBack(32).toArray())) {
      List<DayRows> days = Days.split(batch, ARRIVAL, MAX_DAYS, moved);

      assertThat(days).hasSize(32);
      assertThat(days.getLast().day()).isEqualTo(TODAY);
      assertThat(days.getLast().rows()).containsExactly(31);
      assertThat(days.getFirst().day()).isEqualTo(TODAY - 31);
      assertThat(moved).isEqualTo(BitSet.valueOf(new long[] {1L << 31}));
      assertThat(Batches.time(batch, 31)).isEqualTo(ARRIVAL);
      assertThat(Batches.time(batch, 30)).isEqualTo((TODAY - 31) * DAY);
    }
  }

  /** The arrival's day needs no rows of its own to be kept. */
  @Test
  void split_ofManyDays_keepsThoseOfMostRows() {
    // Day n back has 1 row, but every third has 2.
    long[] times =
        IntStream.rangeClosed(1, 90)
            .boxed()
            .flatMap(back -> Stream.generate(() -> back).limit(back % 3 == 0 ? 2 : 1))
            .mapToLong(back -> (TODAY - back) * DAY)
            .toArray();
    List<DayRows> days = split(times);

    // 30 days have 2 rows; of the others the latest, yesterday, stays.
    assertThat(days).hasSize(32);
    assertThat(days.subList(0, 30)).allMatch(day -> (TODAY - day.day()) % 3 == 0);
    assertThat(days.get(30).day()).isEqualTo(TODAY - 1);
    assertThat(days.get(31).day()).isEqualTo(TODAY);
    assertThat(days.get(31).rows()).hasSize(59);
    assertThat(moved.cardinality()).isEqualTo(59);
  }

  @Test
  void split_keepsTheMovedBitsOfBefore() {
    moved.set(1);
    split(1, 2, 3);

    assertThat(moved).isEqualTo(BitSet.valueOf(new long[] {2}));
  }

  @Test
  void split_ofMovedRows_sortsThemAmongTheArrivals() {
    long[] times =
        LongStream.concat(
                LongStream.of(ARRIVAL + 1, ARRIVAL - 1),
                LongStream.concat(daysBack(31), daysBack(32)))
            .toArray();
    List<DayRows> days = split(times);

    int last = times.length - 1;
    assertThat(days.getLast().rows()).containsExactly(1, last, 0);
  }

  @Test
  void split_ofManyRows_losesNone() {
    Random random = new Random(7);
    long[] times =
        LongStream.generate(() -> ARRIVAL - Math.floorMod(random.nextLong(), 20 * DAY))
            .limit(200_000)
            .toArray();
    List<DayRows> days = split(times);

    int[] all = days.stream().map(DayRows::rows).flatMapToInt(Arrays::stream).sorted().toArray();
    assertThat(all).isEqualTo(IntStream.range(0, times.length).toArray());
    for (DayRows day : days) {
      long[] ofDay = Arrays.stream(day.rows()).mapToLong(row -> times[row]).toArray();
      assertThat(ofDay).isSorted();
      assertThat(Arrays.stream(ofDay)).allMatch(time -> time / DAY == day.day());
    }
  }

  private static LongStream daysBack(int count) {
    return IntStream.rangeClosed(1, count).mapToLong(back -> (TODAY - back) * DAY);
  }

  private List<DayRows> split(LongStream times) {
    return split(times.toArray());
  }

  private List<DayRows> split(long... times) {
    try (Batch batch = Batches.ofTimes(allocator, times)) {
      return Days.split(batch, ARRIVAL, MAX_DAYS, moved);
    }
  }
}
