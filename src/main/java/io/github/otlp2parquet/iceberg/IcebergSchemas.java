package io.github.otlp2parquet.iceberg;

import io.github.otlp2parquet.table.Column;
import io.github.otlp2parquet.table.Table;
import io.github.otlp2parquet.table.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.types.Types;

/** What a {@link Table} is to Iceberg, with the field ids that are asked for. */
final class IcebergSchemas {
  private IcebergSchemas() {}

  static Schema schema(Table table) {
    return new Schema(fields(table.columns()));
  }

  static PartitionSpec partitionSpec(Table table, Schema schema) {
    return PartitionSpec.builderFor(schema).day(table.partitionColumn().name()).build();
  }

  static SortOrder sortOrder(Table table, Schema schema) {
    SortOrder.Builder order = SortOrder.builderFor(schema);
    table.sortColumns().forEach(column -> order.asc(column.name()));
    return order.build();
  }

  /**
   * Returns the properties of a new table. No {@code history.expire.*}: S3 Tables would stop
   * expiring snapshots. Bounds only where readers prune by them: sixty columns' truncated bounds in
   * every manifest cost more than they save.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-considerations.html">S3
   *     Tables considerations</a>
   */
  static Map<String, String> properties(Table table) {
    Map<String, String> properties = new HashMap<>();
    properties.put(TableProperties.FORMAT_VERSION, "2");
    properties.put(TableProperties.PARQUET_COMPRESSION, "zstd");
    properties.put(TableProperties.DEFAULT_WRITE_METRICS_MODE, "none");
    table.columns().stream()
        .filter(Column::bounded)
        .map(column -> TableProperties.METRICS_MODE_COLUMN_CONF_PREFIX + column.name())
        .forEach(property -> properties.put(property, "full"));
    return properties;
  }

  private static List<Types.NestedField> fields(List<Column> columns) {
    return columns.stream().map(IcebergSchemas::field).toList();
  }

  private static Types.NestedField field(Column column) {
    return (column.required()
            ? Types.NestedField.required(column.name())
            : Types.NestedField.optional(column.name()))
        .withId(column.id())
        .ofType(type(column.type()))
        .withDoc(column.doc())
        .build();
  }

  private static org.apache.iceberg.types.Type type(Type type) {
    return switch (type) {
      case Type.Primitive primitive -> primitive(primitive);
      case Type.ListOf list -> Types.ListType.ofOptional(list.elementId(), type(list.element()));
      case Type.Struct struct -> Types.StructType.of(fields(struct.fields()));
    };
  }

  private static org.apache.iceberg.types.Type primitive(Type.Primitive primitive) {
    return switch (primitive) {
      case BOOLEAN -> Types.BooleanType.get();
      case INT -> Types.IntegerType.get();
      case LONG -> Types.LongType.get();
      case DOUBLE -> Types.DoubleType.get();
      case STRING -> Types.StringType.get();
      case TIMESTAMP -> Types.TimestampType.withZone();
    };
  }
}
