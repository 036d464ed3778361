package io.github.otlp2parquet.local.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.otlp2parquet.local.IcebergClient;
import io.github.otlp2parquet.local.LocalOptions;
import io.github.otlp2parquet.local.LocalStack;
import io.github.otlp2parquet.local.http.Fault;
import io.github.otlp2parquet.local.http.ServerName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ServiceUnavailableException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Iceberg's RESTCatalog and S3FileIO against the local catalog and S3. */
class LocalCatalogIcebergTest {

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

  @AfterEach
  void clearFaults() {
    stack.faults().clear();
  }

  private static TableIdentifier named(TestInfo test) {
    return TableIdentifier.of(
        OTEL, test.getTestMethod().orElseThrow().getName().toLowerCase(java.util.Locale.ROOT));
  }

  private static Table create(TestInfo test) {
    return catalog.createTable(named(test), IcebergClient.SCHEMA, IcebergClient.BY_DAY);
  }

  private static long records(Table table) throws IOException {
    long records = 0;
    try (CloseableIterable<FileScanTask> files = table.newScan().planFiles()) {
      for (FileScanTask file : files) {
        assertThat(table.io().newInputFile(file.file().location()).exists()).isTrue();
        records += file.file().recordCount();
      }
    }

    return records;
  }

  @Test
  void append_createThenThrice_isRead(TestInfo test) throws IOException {
    Table table = create(test);
    IcebergClient.append(table, "a.parquet", 1);
    IcebergClient.append(table, "b.parquet", 20);
    IcebergClient.append(catalog.loadTable(named(test)), "c.parquet", 300);

    Table read = catalog.loadTable(named(test));
    assertThat(records(read)).isEqualTo(321);
    assertThat(read.snapshots()).hasSize(3);
    assertThat(read.location()).matches("s3://[0-9a-f-]{36}--table-s3");
    assertThat(catalog.listTables(OTEL)).contains(named(test));
    assertThat(catalog.loadNamespaceMetadata(OTEL)).containsEntry("owner", "tests");
  }

  /** Lets another append in between the first post of a commit and its answer. */
  private static void conflictOnce(TestInfo test) {
    AtomicBoolean first = new AtomicBoolean(true);
    stack
        .faults()
        .always(
            call -> {
              if (call.method().equals("POST") && first.getAndSet(false)) {
                IcebergClient.append(catalog.loadTable(named(test)), "other.parquet", 1);
              }

              return false;
            },
            new Fault.Drop());
  }

  @Test
  void append_conflict_isRetriedAfter409(TestInfo test) throws IOException {
    Table table = create(test);
    conflictOnce(test);
    stack.traffic().clear();
    IcebergClient.append(table, "mine.parquet", 2);

    assertThat(records(catalog.loadTable(named(test)))).isEqualTo(3);
    assertThat(stack.traffic().calls())
        .filteredOn(call -> call.server() == ServerName.CATALOG && call.method().equals("POST"))
        .extracting(call -> call.status())
        .containsExactly(200, 409, 200);
  }

  @Test
  void append_conflictWithoutRetries_fails(TestInfo test) throws IOException {
    Table table = create(test);
    table.updateProperties().set(TableProperties.COMMIT_NUM_RETRIES, "0").commit();
    conflictOnce(test);

    assertThatThrownBy(() -> IcebergClient.append(table, "mine.parquet", 2))
        .isInstanceOf(CommitFailedException.class)
        .hasMessageContaining("branch main was created concurrently");
    assertThat(records(catalog.loadTable(named(test)))).isEqualTo(1);
  }

  @Test
  void commit_appliedThenRefused_isInTheTable(TestInfo test) throws IOException {
    Table table = create(test);
    stack
        .faults()
        .always(
            call -> call.server() == ServerName.CATALOG && call.method().equals("POST"),
            new Fault.ApplyThenRefuse(503));

    // Since 1.12 Iceberg's client looks whether its snapshot is there.
    IcebergClient.append(table, "a.parquet", 1);
    stack.faults().clear();
    assertThat(records(catalog.loadTable(named(test)))).isEqualTo(1);
  }

  @Test
  void append_wrongS3Secret_isForbidden(TestInfo test) throws IOException {
    create(test);
    try (RESTCatalog other =
        IcebergClient.catalog(stack, Map.of("s3.secret-access-key", "wrong"))) {
      Table table = other.loadTable(named(test));
      assertThatThrownBy(() -> IcebergClient.append(table, "a.parquet", 1))
          .hasStackTraceContaining("Status Code: 403");
    }
  }

  @Test
  void createTable_refusedByFault_isNotMade(TestInfo test) {
    stack
        .faults()
        .always(
            call -> call.server() == ServerName.CATALOG && call.method().equals("POST"),
            new Fault.Refuse(503));

    assertThatThrownBy(() -> create(test)).isInstanceOf(ServiceUnavailableException.class);
    stack.faults().clear();
    assertThat(catalog.tableExists(named(test))).isFalse();
  }

  @Test
  void createTable_shuffledIds_keepsNamesSpecAndOrder() throws IOException {
    TableIdentifier name = TableIdentifier.of(OTEL, "shuffled");
    try (LocalStack other =
            LocalStack.start(LocalOptions.tablesOnly().fieldIds(FieldIds.SHUFFLED));
        RESTCatalog client = IcebergClient.catalog(other)) {
      client.createNamespace(OTEL);
      client
          .buildTable(name, IcebergClient.SCHEMA)
          .withPartitionSpec(IcebergClient.BY_DAY)
          .withSortOrder(SortOrder.builderFor(IcebergClient.SCHEMA).asc("name").build())
          .withProperty("a", "b")
          .create();
      Table table = client.loadTable(name);
      IcebergClient.append(table, "a.parquet", 7);
      table.updateSchema().addColumn("later", Types.StringType.get()).commit();

      assertThat(TypeUtil.getProjectedIds(IcebergClient.SCHEMA))
          .doesNotContainAnyElementsOf(TypeUtil.getProjectedIds(table.schema()));
      assertThat(table.schema().findField("counts.element").type()).isEqualTo(Types.LongType.get());
      assertThat(table.spec().fields().getFirst().sourceId())
          .isEqualTo(table.schema().findField("time").fieldId());
      assertThat(table.sortOrder().fields().getFirst().sourceId())
          .isEqualTo(table.schema().findField("name").fieldId());
      assertThat(table.properties()).containsEntry("a", "b");
      assertThat(records(table)).isEqualTo(7);
      assertThatThrownBy(() -> client.createTable(name, IcebergClient.SCHEMA))
          .isInstanceOf(org.apache.iceberg.exceptions.AlreadyExistsException.class);
    }
  }

  @Test
  void restart_dataDirectory_keepsTables(@TempDir Path data) throws IOException {
    TableIdentifier name = TableIdentifier.of(OTEL, "kept");
    LocalOptions options = LocalOptions.tablesOnly().data(data);
    try (LocalStack first = LocalStack.start(options);
        RESTCatalog client = IcebergClient.catalog(first)) {
      client.createNamespace(OTEL);
      IcebergClient.append(client.createTable(name, IcebergClient.SCHEMA), "a.parquet", 5);
    }

    try (LocalStack second = LocalStack.start(options);
        RESTCatalog client = IcebergClient.catalog(second)) {
      IcebergClient.append(client.loadTable(name), "b.parquet", 6);
      assertThat(records(client.loadTable(name))).isEqualTo(11);
    }
  }

  @Test
  void start_dataDirectoryInUse_saysSo(@TempDir Path data) throws IOException {
    LocalOptions options = LocalOptions.tablesOnly().data(data);
    try (LocalStack first = LocalStack.start(options)) {
      assertThat(first.catalog().getPath()).isEqualTo("/iceberg");
      assertThatThrownBy(() -> LocalStack.start(options).close())
          .isInstanceOf(IOException.class)
          .hasMessage("Cannot use " + data + ": another local stack runs on it");
    }
  }

  @Test
  void append_manyAtOnce_allLandOnce(TestInfo test) throws Exception {
    create(test);
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String file = i + ".parquet";
      writers.add(
          Thread.ofVirtual()
              .start(() -> IcebergClient.append(catalog.loadTable(named(test)), file, 1)));
    }

    for (Thread writer : writers) {
      writer.join();
    }

    assertThat(records(catalog.loadTable(named(test)))).isEqualTo(4);
  }
}
