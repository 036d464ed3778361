package io.github.otlp2parquet.parquet;

import io.github.otlp2parquet.arrow.Batch;
import io.github.otlp2parquet.arrow.DayRows;
import io.github.otlp2parquet.table.Column;
import io.github.otlp2parquet.table.Level;
import io.github.otlp2parquet.table.Table;
import io.github.otlp2parquet.table.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of a batch as a Parquet file in memory, whole columns at a time: zstd, pages of
 * version 1, plain and dictionary encodings (what every reader knows; the vectorised ones of
 * Iceberg before 1.10 know no others), lists of three levels, field ids everywhere. It keeps its
 * buffers between files, so it is worth keeping, but serves one thread at a time.
 */
public final class DataFileWriter implements AutoCloseable {
  /** Bytes of each of four buffers that are kept for the next file: three usual pages. */
  private static final int KEPT_BYTES = 3 << 20;

  /** Numbers of each of a dozen arrays that are kept for the next file: one a row. */
  private static final int KEPT_NUMBERS = 100_000;

  private final Limits limits;
  private final PageWriter pages = new PageWriter();
  private final ChunkWriter chunks;
  private final Footer footer = new Footer();
  private final Map<String, Layout> layouts = new HashMap<>();

  public DataFileWriter() {
    this(Limits.USUAL);
  }

  DataFileWriter(Limits limits) {
    this.limits = limits;
    this.chunks = new ChunkWriter(limits, pages);
  }

  /**
   * Writes the rows of one day in their order. Beside the batch it takes the file's own size, 60
   * bytes a row or element of a list, a dictionary of 4 MiB and a page, plain and compressed: 1 MiB
   * or one value, whichever is more.
   *
   * @param schema of the loaded table: has all columns of the batch's, matched by name
   * @param metricsConfig which metrics the table's manifests keep
   * @throws IllegalArgumentException if the schema lacks a column, or a required value is null
   */
  public EncodedFile write(Batch batch, DayRows rows, Schema schema, MetricsConfig metricsConfig) {
    Layout layout = layout(batch.table(), schema);
    try {
      return write(batch, rows, layout, metricsConfig);
    } finally {
      pages.trim(KEPT_BYTES);
      chunks.trim(KEPT_BYTES, KEPT_NUMBERS);
    }
  }

  private EncodedFile write(Batch batch, DayRows rows, Layout layout, MetricsConfig metricsConfig) {
    Chunks file = new Chunks();
    file.put(Footer.MAGIC, 0, Footer.MAGIC.length);
    pages.begin(file);
    int[] order = rows.rows();
    int groupRows = rowsOfGroup(batch);
    List<RowGroup> groups = new ArrayList<>();
    for (int from = 0; from < order.length; from += groupRows) {
      int count = Math.min(groupRows, order.length - from);
      int[] part = count == order.length ? order : Arrays.copyOfRange(order, from, from + count);
      groups.add(rowGroup(batch, Slots.ofRows(part, count), layout));
    }

    footer.write(layout, groups, order.length, file);
    return new EncodedFile(
        rows.day(),
        order.length,
        file.toFileBytes(),
        FileMetrics.of(groups, order.length, metricsConfig),
        groups.stream().map(RowGroup::start).toList(),
        true);
  }

  private int rowsOfGroup(Batch batch) {
    long bytes = 0;
    for (FieldVector vector : batch.vectors()) {
      bytes += vector.getBufferSize();
    }

    long rowBytes = bytes / Math.max(1, batch.rowCount()) + 1;
    return Math.clamp(limits.rowGroupBytes() / rowBytes, 1, Integer.MAX_VALUE / 2);
  }

  private RowGroup rowGroup(Batch batch, Slots rows, Layout layout) {
    Map<Level, Entries> entries = new EnumMap<>(Level.class);
    List<ColumnChunk> written = new ArrayList<>();
    List<Column> columns = batch.table().columns();
    for (int i = 0; i < columns.size(); i++) {
      List<Leaf> leaves = layout.leaves().get(i);
      FieldVector vector = batch.vectors().get(i);
      Level level = columns.get(i).level();
      if (columns.get(i).type() instanceof Type.ListOf) {
        Slots owners = level == Level.RECORD ? rows : entries(entries, batch, level, rows).spread();
        writeList(leaves, (ListVector) vector, owners, written);
      } else if (level == Level.RECORD) {
        written.add(chunks.write(leaves.getFirst(), rows, null, vector));
      } else {
        Entries shared = entries(entries, batch, level, rows);
        written.add(chunks.write(leaves.getFirst(), shared, vector));
      }
    }

    return new RowGroup(written, rows.count);
  }

  private static Entries entries(Map<Level, Entries> known, Batch batch, Level level, Slots rows) {
    return known.computeIfAbsent(level, missing -> Entries.of(batch.entries(missing), rows));
  }

  private void writeList(
      List<Leaf> leaves, ListVector vector, Slots rows, List<ColumnChunk> written) {
    Slots slots = Lists.slots(vector, rows);
    FieldVector elements = vector.getDataVector();
    @Nullable StructVector structs = elements instanceof StructVector vectors ? vectors : null;
    for (Leaf leaf : leaves) {
      FieldVector values =
          structs == null ? elements : structs.getChildrenFromFields().get(leaf.field());
      written.add(chunks.write(leaf, slots, structs, values));
    }
  }

  /** The last one of each table: a loaded table's schema changes seldom. */
  private Layout layout(Table table, Schema schema) {
    Layout known = layouts.get(table.name());
    if (known == null || !known.isOf(table, schema)) {
      known = new Layout(table, schema);
      layouts.put(table.name(), known);
    }

    return known;
  }

  @Override
  public void close() {
    pages.close();
  }
}
