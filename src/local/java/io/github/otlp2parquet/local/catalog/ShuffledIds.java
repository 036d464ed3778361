package io.github.otlp2parquet.local.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.PartitionSpecParser;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.SortOrderParser;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.util.PropertyUtil;

/** Builds a new table's metadata with field ids that no client asked for. */
final class ShuffledIds {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HIGHEST = 10_000;

  private ShuffledIds() {}

  static TableMetadata newTable(CreateTableRequest request, String location) {
    AtomicInteger next = new AtomicInteger(HIGHEST);
    Schema asked = request.schema();
    Schema schema = TypeUtil.assignFreshIds(asked, next::getAndDecrement);
    PartitionSpec spec = request.spec() == null ? PartitionSpec.unpartitioned() : request.spec();
    SortOrder order = request.writeOrder() == null ? SortOrder.unsorted() : request.writeOrder();
    Map<String, String> properties = request.properties() == null ? Map.of() : request.properties();
    int version = PropertyUtil.propertyAsInt(properties, "format-version", 2);
    return TableMetadata.buildFromEmpty(version)
        .assignUUID()
        .setLocation(location)
        .setCurrentSchema(schema, HIGHEST)
        .setDefaultPartitionSpec(
            PartitionSpecParser.fromJson(
                schema, resourced(asked, schema, PartitionSpecParser.toJson(spec))))
        .setDefaultSortOrder(
            SortOrderParser.fromJson(
                schema, resourced(asked, schema, SortOrderParser.toJson(order))))
        .setProperties(
            properties.entrySet().stream()
                .filter(property -> !property.getKey().equals("format-version"))
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
        .build();
  }

  /** Returns a partition spec or sort order with the ids of the same columns in another schema. */
  private static String resourced(Schema from, Schema to, String json) {
    try {
      JsonNode root = JSON.readTree(json);
      for (JsonNode field : root.get("fields")) {
        String column = from.findColumnName(field.get("source-id").intValue());
        ((ObjectNode) field).put("source-id", to.findField(column).fieldId());
      }

      return JSON.writeValueAsString(root);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot rewrite " + json, e);
    }
  }
}
