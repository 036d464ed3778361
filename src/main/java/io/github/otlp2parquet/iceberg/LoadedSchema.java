package io.github.otlp2parquet.iceberg;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.iceberg.Schema;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.ListType;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.types.Types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A loaded table's schema beside the one that is wanted. Fields are matched by name at every level:
 * a catalog may assign other ids than it was asked for.
 */
final class LoadedSchema {
  private final String table;
  private final Schema loaded;
  private final Schema wanted;

  LoadedSchema(String table, Schema loaded, Schema wanted) {
    this.table = table;
    this.loaded = loaded;
    this.wanted = wanted;
  }

  /** Returns whether any wanted field is missing, after telling {@code update} to add it. */
  boolean addMissing(UpdateSchema update) {
    return addMissing(update, null, loaded.asStruct(), wanted.asStruct());
  }

  /**
   * Returns the wanted fields, in the wanted order, with the ids, types and documentation that the
   * table has.
   *
   * @throws LakeException if a field is missing or of another type, or if the table requires values
   *     that are not there
   */
  Schema restricted() {
    return new Schema(
        loaded.schemaId(), restricted("", loaded.asStruct(), wanted.asStruct()).fields());
  }

  private static boolean addMissing(
      UpdateSchema update, @Nullable String parent, StructType have, StructType want) {
    boolean missing = false;
    for (NestedField field : want.fields()) {
      NestedField present = have.field(field.name());
      if (present == null) {
        update.addColumn(parent, field.name(), field.type(), field.doc());
        missing = true;
      } else {
        String path = parent == null ? field.name() : parent + "." + field.name();
        missing |= addMissing(update, path, present.type(), field.type());
      }
    }

    return missing;
  }

  private static boolean addMissing(UpdateSchema update, String path, Type have, Type want) {
    if (have.isStructType() && want.isStructType()) {
      return addMissing(update, path, have.asStructType(), want.asStructType());
    }

    if (have.isListType() && want.isListType()) {
      return addMissing(
          update,
          path + ".element",
          have.asListType().elementType(),
          want.asListType().elementType());
    }

    return false;
  }

  private StructType restricted(String parent, StructType have, StructType want) {
    for (NestedField field : have.fields()) {
      if (field.isRequired() && (want.field(field.name()) == null)) {
        throw mismatch(parent + field.name(), "is required, and nothing fills it");
      }
    }

    List<NestedField> fields = new ArrayList<>();
    for (NestedField field : want.fields()) {
      String path = parent + field.name();
      NestedField present = have.field(field.name());
      if (present == null) {
        throw mismatch(path, "is missing");
      }

      if (present.isRequired() && field.isOptional()) {
        throw mismatch(path, "is required, and some rows have none");
      }

      Type type = restricted(path, present.type(), field.type());
      fields.add(NestedField.from(present).ofType(type).build());
    }

    return StructType.of(fields);
  }

  private Type restricted(String path, Type have, Type want) {
    if (have.isStructType() && want.isStructType()) {
      return restricted(path + ".", have.asStructType(), want.asStructType());
    }

    if (have.isListType() && want.isListType()) {
      ListType list = have.asListType();
      if (list.isElementRequired()) {
        throw mismatch(path + ".element", "is required, and some rows have none");
      }

      Type element =
          restricted(path + ".element", list.elementType(), want.asListType().elementType());
      return ListType.ofOptional(list.elementId(), element);
    }

    if (have.isPrimitiveType() && have.equals(want)) {
      return have;
    }

    throw mismatch(path, "is %s, not %s".formatted(kind(have), kind(want)));
  }

  private static String kind(Type type) {
    return type.isPrimitiveType()
        ? type.toString()
        : type.typeId().toString().toLowerCase(Locale.ROOT);
  }

  private LakeException mismatch(String path, String what) {
    return LakeException.refusal(
        "Cannot write to table %s: column %s %s".formatted(table, path, what));
  }
}
