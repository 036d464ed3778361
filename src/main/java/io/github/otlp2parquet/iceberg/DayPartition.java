package io.github.otlp2parquet.iceberg;

import io.github.otlp2parquet.table.Table;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.io.LocationProvider;

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
   * Returns a builder of a data file of one day.
   *
   * @param day days since 1970-01-01, UTC
   * @param name of the file, without its folder
   */
  DataFiles.Builder dataFile(LocationProvider locations, int day, String name) {
    DataFiles.Builder file = DataFiles.builder(spec);
    if (spec.isUnpartitioned()) {
      return file.withPath(locations.newDataLocation(name));
    }

    PartitionData values = new PartitionData(spec.partitionType());
    for (int field = 0; field < values.size(); field++) {
      values.set(field, day);
    }

    return file.withPath(locations.newDataLocation(spec, values, name)).withPartition(values);
  }
}
