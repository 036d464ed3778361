package io.github.otlp2parquet.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.otlp2parquet.table.Tables;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RowOrderTest {
  private final BufferAllocator allocator = new RootAllocator();

  @AfterEach
  void allMemoryIsReturned() {
    allocator.close();
  }

  @Test
  void sort_isByNameThenTime_nullsFirst() {
    List<@Nullable String> names = Arrays.asList("b", null, "a", "", "ab");
    int[] resources = {0, 1, 2, 3, 4, 0, 1, 2};
    long[] times = {9, 8, 7, 6, 5, 4, 3, 2};

    assertThat(sort(names, resources, times)).containsExactly(6, 1, 3, 7, 2, 4, 5, 0);
  }

  @Test
  void sort_ofEqualRows_leavesThemAsTheyCame() {
    List<@Nullable String> names = Arrays.asList("a", "b", "a");

    assertThat(sort(names, new int[] {2, 0, 2, 0, 1}, new long[] {1, 1, 1, 1, 1}))
        .containsExactly(0, 1, 2, 3, 4);
  }

  /** UTF-16 would put U+FFFF behind U+1F600. */
  @Test
  void sort_ofNames_isByTheirBytes() {
    List<@Nullable String> names = Arrays.asList("\ud83d\ude00", "\uffff", "é", "z", "Z");

    assertThat(sort(names, new int[] {0, 1, 2, 3, 4}, new long[5])).containsExactly(4, 3, 2, 1, 0);
  }

  @Test
  void sort_ofOneRowAndOfNone_isThatRowAndNone() {
    assertThat(sort(Arrays.asList("a"), new int[] {0}, new long[] {3})).containsExactly(0);
    assertThat(sort(List.of(), new int[0], new long[0])).isEmpty();
  }

  /** Times this far apart leave no bits for row numbers. */
  @Test
  void sort_ofTimesFarApart_isByRank() {
    long[] times = {Long.MAX_VALUE / 2, 5, -Long.MAX_VALUE / 2, 5, 0, -1};

    assertThat(sort(Arrays.asList("a"), new int[6], times)).containsExactly(2, 5, 4, 1, 3, 0);
  }

  @Test
  void sort_ofManyRows_isThatOfAComparator() {
    Random random = new Random(11);
    int rows = 50_000;
    List<@Nullable String> names =
        IntStream.range(0, 300)
            .<@Nullable String>mapToObj(i -> i % 10 == 0 ? null : "service " + random.nextInt(200))
            .toList();
    int[] resources = IntStream.generate(() -> random.nextInt(300)).limit(rows).toArray();
    long[] times = random.longs(rows, 0, 1_000_000).toArray();
    Comparator<byte[]> bytes = Arrays::compareUnsigned;
    Comparator<Integer> expected =
        Comparator.comparing(
            (Integer row) -> utf8(names.get(resources[row])), Comparator.nullsFirst(bytes));
    int[] sorted =
        IntStream.range(0, rows)
            .boxed()
            .sorted(expected.thenComparing(row -> times[row]))
            .mapToInt(Integer::intValue)
            .toArray();

    assertThat(sort(names, resources, times)).isEqualTo(sorted);
  }

  private static byte @Nullable [] utf8(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  private int[] sort(List<@Nullable String> names, int[] resources, long[] times) {
    try (Batch batch = Batches.of(allocator, names, resources, times)) {
      return RowOrder.sort(
          batch, (TimeStampMicroTZVector) batch.vector(Tables.LOGS.partitionColumn()));
    }
  }
}
