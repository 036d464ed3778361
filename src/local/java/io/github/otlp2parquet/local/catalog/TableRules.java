package io.github.otlp2parquet.local.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.types.TypeUtil;

/**
 * What S3 Tables refuses beyond what Iceberg does. The rules are those of <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-integrating-open-source.html">the
 * endpoint's page</a>, of <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-buckets-naming.html">the
 * naming rules</a> and of what clients met in the field. They look at the JSON, since Iceberg's
 * classes no longer tell a missing key from a false one.
 */
final class TableRules {

  private static final Pattern NAMESPACE = Pattern.compile("[0-9a-z]([0-9a-z_]{0,253}[0-9a-z])?");
  private static final Pattern TABLE = Pattern.compile("[0-9a-z][0-9a-z_]{0,254}");

  private final Consumer<String> warnings;

  /**
   * @param warnings told what is accepted but breaks a table's maintenance
   */
  TableRules(Consumer<String> warnings) {
    this.warnings = warnings;
  }

  static String namespaceName(String name) {
    if (!NAMESPACE.matcher(name).matches() || name.startsWith("aws")) {
      throw new BadRequestException("Invalid namespace name: %s", name);
    }

    return name;
  }

  static String tableName(String name) {
    if (!TABLE.matcher(name).matches()) {
      throw new BadRequestException("Invalid table name: %s", name);
    }

    return name;
  }

  static void checkCreateNamespace(JsonNode body) {
    JsonNode levels = body.path("namespace");
    if (!levels.isArray() || levels.size() != 1) {
      throw new BadRequestException("Only single-level namespaces are supported: %s", levels);
    }

    namespaceName(levels.get(0).asText());
    body.path("properties")
        .fieldNames()
        .forEachRemaining(
            property -> {
              if (!property.equals("owner")) {
                throw new BadRequestException("Unsupported namespace property: %s", property);
              }
            });
  }

  void checkCreateTable(JsonNode body) {
    JsonNode stage = body.path("stage-create");
    if (!stage.isBoolean()) {
      throw new BadRequestException("Required field is null: stage-create");
    } else if (stage.booleanValue()) {
      throw new BadRequestException("Staged creation of a table is not supported");
    }

    if (body.hasNonNull("location")) {
      throw new BadRequestException("The location of a table cannot be chosen");
    }

    tableName(body.path("name").asText());
    checkColumns(body.path("schema"));
    warnOfProperties(body.path("properties"));
  }

  void checkUpdateTable(JsonNode body, Schema current) {
    for (JsonNode requirement : body.path("requirements")) {
      if (requirement.path("type").asText().equals("assert-create")) {
        throw new BadRequestException("Staged creation of a table is not supported");
      }
    }

    for (JsonNode update : body.path("updates")) {
      switch (update.path("action").asText()) {
        case "add-schema" -> {
          checkColumns(update.path("schema"));
          checkNoNewRequired(SchemaParser.fromJson(update.path("schema").toString()), current);
        }
        case "set-location" ->
            throw new BadRequestException("The location of a table cannot be changed");
        case "set-properties" -> warnOfProperties(update.path("updates"));
        case "set-snapshot-ref" -> warnOfRef(update.path("ref-name").asText());
        default -> {
          // Iceberg's own checks are enough for the others.
        }
      }
    }
  }

  /** Capital letters hide a table from Athena, and ids must differ in the whole schema. */
  private static void checkColumns(JsonNode schema) {
    if (!schema.isObject()) {
      throw new BadRequestException("The specified metadata is not valid: schema is missing");
    }

    checkColumns(schema, new HashSet<>());
  }

  private static void checkColumns(JsonNode type, Set<Integer> ids) {
    for (JsonNode field : type.path("fields")) {
      String name = field.path("name").asText();
      if (!name.equals(name.toLowerCase(Locale.ROOT))) {
        throw new BadRequestException("Column name has capital letters: %s", name);
      }

      addId(field.path("id"), ids);
      checkColumns(field.path("type"), ids);
    }

    for (String nested : Set.of("element", "key", "value")) {
      if (type.has(nested + "-id")) {
        addId(type.path(nested + "-id"), ids);
        checkColumns(type.path(nested), ids);
      }
    }
  }

  private static void addId(JsonNode id, Set<Integer> ids) {
    if (!ids.add(id.intValue())) {
      throw new BadRequestException(
          "The specified metadata is not valid: duplicate field id %s", id);
    }
  }

  private static void checkNoNewRequired(Schema wanted, Schema current) {
    Map<Integer, Integer> parents = TypeUtil.indexParents(wanted.asStruct());
    TypeUtil.indexById(wanted.asStruct())
        .forEach(
            (id, field) -> {
              Integer parent = parents.get(id);
              boolean ofOld = parent == null || current.findField(parent) != null;
              if (field.isRequired() && ofOld && current.findField(id) == null) {
                throw new BadRequestException(
                    "The specified metadata is not valid: new required column %s", field.name());
              }
            });
  }

  private void warnOfProperties(JsonNode properties) {
    properties
        .fieldNames()
        .forEachRemaining(
            property -> {
              if (property.startsWith("history.expire.")) {
                warnings.accept(
                    "Table property breaks S3 Tables' snapshot management: "
                        + Objects.requireNonNull(property));
              }
            });
  }

  private void warnOfRef(String name) {
    if (!name.equals("main")) {
      warnings.accept("Tag or branch breaks S3 Tables' snapshot management: " + name);
    }
  }
}
