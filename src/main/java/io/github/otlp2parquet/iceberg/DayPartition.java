package io.github.otlp2parquet.iceberg;

import io.github.otlp2parquet.table.Table;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;

/** The partition of a file that holds one day, for a table partitioned by day or not at all. */
record DayPartition(PartitionSpec spec) {
  /** As the Iceberg spec writes the transform. */
  private static final String DAY = "day";

  /**
   * Returns the partitions of a loaded table.
   *
   * @throws LakeException if its files need other partition values than the day of {@code table}
   */
  static DayPartition of(Table table, PartitionSpec spec) {
    String time = table.partitionColumn().name();
    for (PartitionField field : spec.fields()) {
      boolean byDay =
          DAY.equals(field.transform().toString())
              && time.equals(spec.schema().findColumnName(field.sourceId()));
      if (!byDay) {
        throw LakeException.refusal(
            "Cannot write to table %s: it is partitioned by %s, not by day(%s)"
                .formatted(table.name(), field, time));
      }
    }

    return new DayPartition(spec);
  }

  /**
   * Returns the partition values of a file.
   *
   * @param day days since 1970-01-01, UTC
   */
  PartitionData at(int day) {
    PartitionData values = new PartitionData(spec.partitionType());
    for (int field = 0; field < values.size(); field++) {
      values.set(field, day);
    }

    return values;
  }
}
