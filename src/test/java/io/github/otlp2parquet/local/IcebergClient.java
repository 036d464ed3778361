package io.github.otlp2parquet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.types.Types;

/** Iceberg's own client on the local stack. */
public final class IcebergClient {

  public static final Schema SCHEMA =
      new Schema(
          Types.NestedField.required(1, "time", Types.TimestampType.withZone()),
          Types.NestedField.optional(2, "name", Types.StringType.get()),
          Types.NestedField.optional(
              3, "counts", Types.ListType.ofOptional(4, Types.LongType.get())));

  public static final PartitionSpec BY_DAY = PartitionSpec.builderFor(SCHEMA).day("time").build();

  private IcebergClient() {}

  public static RESTCatalog catalog(LocalStack stack) {
    return catalog(stack, Map.of());
  }

  public static RESTCatalog catalog(LocalStack stack, Map<String, String> other) {
    Map<String, String> properties = new HashMap<>(stack.icebergProperties());
    properties.putAll(other);
    RESTCatalog catalog = new RESTCatalog();
    catalog.initialize("local", properties);
    return catalog;
  }

  /**
   * Stores bytes that are no Parquet, since no reader is asked, and commits them as a data file.
   */
  public static void append(Table table, String name, long records) {
    String path = table.locationProvider().newDataLocation(name);
    byte[] bytes = ("data of " + name).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    try (PositionOutputStream out = table.io().newOutputFile(path).create()) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    DataFiles.Builder file =
        DataFiles.builder(table.spec())
            .withPath(path)
            .withFormat("parquet")
            .withFileSizeInBytes(bytes.length)
            .withRecordCount(records);
    if (table.spec().isPartitioned()) {
      file.withPartitionPath("time_day=2026-11-23");
    }

    DataFile built = file.build();
    table.newFastAppend().appendFile(built).commit();
  }
}
