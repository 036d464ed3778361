package io.github.otlp2parquet.local.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.otlp2parquet.local.IcebergClient;
import io.github.otlp2parquet.local.LocalOptions;
import io.github.otlp2parquet.local.LocalStack;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What Iceberg's own client meets where S3 Tables is stricter than other catalogs. */
class LocalCatalogTablesTest {

  private static final Namespace OTEL = Namespace.of("otel");
  private static LocalStack stack;
  private static RESTCatalog catalog;

  @BeforeAll
  static void start() throws IOException {
    stack = LocalStack.start(LocalOptions.tablesOnly());
    catalog = IcebergClient.catalog(stack);
    // Iceberg asks its maps whether they hold null.
    catalog.createNamespace(OTEL, new HashMap<>(Map.of("owner", "tests")));
  }

  @AfterAll
  static void stop() throws IOException {
    catalog.close();
    stack.close();
  }

  private static TableIdentifier named(TestInfo test) {
    return TableIdentifier.of(
        OTEL, test.getTestMethod().orElseThrow().getName().toLowerCase(java.util.Locale.ROOT));
  }

  private static Table create(TestInfo test) {
    return catalog.createTable(named(test), IcebergClient.SCHEMA, IcebergClient.BY_DAY);
  }

  @Test
  void drop_withoutPurge_isRefused(TestInfo test) {
    create(test);

    assertThatThrownBy(() -> catalog.dropTable(named(test), false))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("purgeRequested");
    assertThat(catalog.tableExists(named(test))).isTrue();
    assertThat(catalog.dropTable(named(test), true)).isTrue();
    assertThat(catalog.tableExists(named(test))).isFalse();
  }

  @Test
  void createTransaction_any_isRefused(TestInfo test) {
    assertThatThrownBy(
            () ->
                catalog
                    .buildTable(named(test), IcebergClient.SCHEMA)
                    .createTransaction()
                    .commitTransaction())
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("Staged");
  }

  @Test
  void createTable_location_isRefused(TestInfo test) {
    assertThatThrownBy(
            () ->
                catalog
                    .buildTable(named(test), IcebergClient.SCHEMA)
                    .withLocation("s3://mine/table")
                    .create())
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("location");
  }

  @Test
  void createTable_twice_conflicts(TestInfo test) {
    create(test);

    assertThatThrownBy(() -> create(test))
        .isInstanceOf(org.apache.iceberg.exceptions.AlreadyExistsException.class);
  }

  @Test
  void updateSchema_newRequiredColumn_isRefused(TestInfo test) {
    Table table = create(test);

    assertThatThrownBy(
            () ->
                table
                    .updateSchema()
                    .allowIncompatibleChanges()
                    .addRequiredColumn("must", Types.StringType.get())
                    .commit())
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("new required column must");
  }

  @Test
  void updateSchema_newOptionalColumn_isTaken(TestInfo test) {
    Table table = create(test);
    table
        .updateSchema()
        .addColumn(
            "more",
            Types.ListType.ofOptional(
                1,
                Types.StructType.of(
                    Types.NestedField.required(2, "inner_value", Types.LongType.get()))))
        .commit();

    assertThat(catalog.loadTable(named(test)).schema().findField("more.element.inner_value"))
        .isNotNull();
  }

  @Test
  void updateSchema_capitalLetters_areRefused(TestInfo test) {
    Table table = create(test);

    assertThatThrownBy(
            () -> table.updateSchema().addColumn("traceId", Types.StringType.get()).commit())
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("capital letters: traceId");
  }

  @Test
  void updateProperties_metadataOver50Megabytes_isRefused(TestInfo test) {
    Table table = create(test);

    UpdateProperties update = table.updateProperties();
    for (int i = 0; i < 51; i++) {
      update.set("big" + i, "x".repeat(1024 * 1024));
    }

    assertThatThrownBy(update::commit)
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("over the limit");
    assertThat(catalog.loadTable(named(test)).properties()).doesNotContainKey("big0");
  }

  @Test
  void updateLocation_any_isRefused(TestInfo test) {
    Table table = create(test);

    assertThatThrownBy(() -> table.updateLocation().setLocation("s3://mine").commit())
        .isInstanceOf(BadRequestException.class);
  }

  @Test
  void initialize_wrongSecret_isForbidden() {
    assertThatThrownBy(
            () -> IcebergClient.catalog(stack, Map.of("rest.secret-access-key", "wrong")).close())
        .isInstanceOf(ForbiddenException.class)
        .hasMessageContaining("does not match");
  }

  @Test
  void initialize_otherSigningName_isForbidden() {
    assertThatThrownBy(
            () -> IcebergClient.catalog(stack, Map.of("rest.signing-name", "execute-api")).close())
        .isInstanceOf(ForbiddenException.class)
        .hasMessageContaining("scoped");
  }
}
