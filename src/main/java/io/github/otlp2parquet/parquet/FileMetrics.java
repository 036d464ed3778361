package io.github.otlp2parquet.parquet;

import io.github.otlp2parquet.table.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.MetricsModes;
import org.apache.iceberg.MetricsModes.MetricsMode;
import org.apache.iceberg.types.Comparators;
import org.apache.iceberg.util.UnicodeUtil;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest keeps of a file: the same as {@code ParquetUtil.footerMetrics} reads from the
 * footer, and counts of NaN.
 */
final class FileMetrics {
  private final Map<Integer, Long> sizes = new HashMap<>();
  private final Map<Integer, Long> values = new HashMap<>();
  private final Map<Integer, Long> nulls = new HashMap<>();
  private final Map<Integer, Long> nans = new HashMap<>();
  private final Map<Integer, ByteBuffer> lower = new HashMap<>();
  private final Map<Integer, ByteBuffer> upper = new HashMap<>();

  private FileMetrics() {}

  static Metrics of(List<RowGroup> groups, long rowCount, MetricsConfig config) {
    FileMetrics metrics = new FileMetrics();
    List<ColumnChunk> first = groups.isEmpty() ? List.of() : groups.getFirst().chunks();
    for (int i = 0; i < first.size(); i++) {
      MetricsMode mode = config.columnMode(first.get(i).leaf.columnName());
      if (!mode.equals(MetricsModes.None.get())) {
        int leaf = i;
        metrics.add(mode, groups.stream().map(group -> group.chunks().get(leaf)).toList());
      }
    }

    return new Metrics(
        rowCount,
        metrics.sizes,
        metrics.values,
        metrics.nulls,
        metrics.nans,
        metrics.lower,
        metrics.upper);
  }

  /** Takes up all chunks of a leaf. */
  private void add(MetricsMode mode, List<ColumnChunk> chunks) {
    Leaf leaf = chunks.getFirst().leaf;
    int id = leaf.fieldId();
    sizes.put(id, chunks.stream().mapToLong(chunk -> chunk.compressedSize).sum());
    if (leaf.maxRepetition() > 0) {
      return;
    }

    values.put(id, chunks.stream().mapToLong(chunk -> chunk.slotCount).sum());
    nulls.put(id, chunks.stream().mapToLong(chunk -> chunk.nullCount).sum());
    if (leaf.type() == Type.Primitive.DOUBLE) {
      nans.put(id, chunks.stream().mapToLong(chunk -> chunk.nanCount).sum());
    }

    if (!mode.equals(MetricsModes.Counts.get())) {
      bounds(leaf, mode, chunks);
    }
  }

  private void bounds(Leaf leaf, MetricsMode mode, List<ColumnChunk> chunks) {
    ByteBuffer min = null;
    ByteBuffer max = null;
    for (ColumnChunk chunk : chunks) {
      if (chunk.min != null && chunk.max != null) {
        min = min == null || compare(leaf, chunk.min, min) < 0 ? chunk.min : min;
        max = max == null || compare(leaf, chunk.max, max) > 0 ? chunk.max : max;
      } else if (chunk.nullCount < chunk.slotCount) {
        return; // a chunk has values and no bounds, so the others' do not hold for the file
      }
    }

    if (min != null && max != null) {
      lower.put(leaf.fieldId(), min);
      upper.put(leaf.fieldId(), max);
      if (mode instanceof MetricsModes.Truncate truncate && leaf.type() == Type.Primitive.STRING) {
        cut(leaf.fieldId(), truncate.length());
      }
    }
  }

  /** An upper bound that cannot be cut, for want of a greater character, is left out. */
  private void cut(int id, int length) {
    lower.computeIfPresent(
        id, (same, min) -> bytes(UnicodeUtil.truncateStringMin(text(min), length)));
    upper.computeIfPresent(
        id, (same, max) -> bytes(UnicodeUtil.truncateStringMax(text(max), length)));
  }

  private static String text(ByteBuffer utf8) {
    return StandardCharsets.UTF_8.decode(utf8.duplicate()).toString();
  }

  private static @Nullable ByteBuffer bytes(@Nullable String text) {
    return text == null ? null : ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static int compare(Leaf leaf, ByteBuffer left, ByteBuffer right) {
    return switch (leaf.type()) {
      case BOOLEAN -> Byte.compare(left.get(0), right.get(0));
      case INT -> Integer.compare(left.getInt(0), right.getInt(0));
      case LONG, TIMESTAMP -> Long.compare(left.getLong(0), right.getLong(0));
      case DOUBLE -> Double.compare(left.getDouble(0), right.getDouble(0));
      case STRING -> Comparators.unsignedBytes().compare(left, right);
    };
  }
}
