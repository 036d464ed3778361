package io.github.otlp2parquet.iceberg;

import io.github.otlp2parquet.local.catalog.FieldIds;
import io.github.otlp2parquet.local.catalog.LocalCatalog;
import io.github.otlp2parquet.local.http.Call;
import io.github.otlp2parquet.local.http.Faults;
import io.github.otlp2parquet.local.http.LoopbackServer;
import io.github.otlp2parquet.local.http.ServerName;
import io.github.otlp2parquet.local.http.Traffic;
import io.github.otlp2parquet.local.s3.Deletes;
import io.github.otlp2parquet.local.s3.LocalS3;
import io.github.otlp2parquet.parquet.EncodedFile;
import io.github.otlp2parquet.parquet.FileBytes;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SessionCatalog.SessionContext;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.rest.RESTSessionCatalog;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A catalog and an S3 that check signatures, on an ordinary store that would delete what it is told
 * to, and what a test needs around them.
 */
final class LakeStack implements AutoCloseable {
  static final String NAMESPACE = "otel";
  static final int DAY = 20_780;

  private static final String WAREHOUSE =
      "arn:aws:s3tables:us-east-1:111122223333:bucket/telemetry";
  private static final String ACCESS_KEY = "AKIDEXAMPLE";
  private static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY));

  final Faults faults = new Faults();
  final Traffic traffic = new Traffic();

  private final List<AutoCloseable> open = new ArrayList<>();
  private final LoopbackServer catalogServer;
  private final LoopbackServer s3Server;
  private final SdkHttpClient http = Apache5HttpClient.create();
  private final RESTSessionCatalog reader;
  private final S3Client s3;

  private LakeStack(FieldIds ids) throws IOException {
    s3Server = bind(ServerName.S3);
    catalogServer = bind(ServerName.CATALOG);
    LocalS3 local = LocalS3.start(Optional.empty(), ACCESS_KEY, SECRET_KEY, Deletes.ALLOWED);
    LocalCatalog catalog =
        LocalCatalog.open(
            local.store(), Optional.empty(), ACCESS_KEY, SECRET_KEY, WAREHOUSE, ids, log -> {});
    s3Server.serve(local);
    catalogServer.serve(catalog);
    s3 =
        S3Client.builder()
            .region(Region.US_EAST_1)
            .credentialsProvider(CREDENTIALS)
            .httpClient(http)
            .endpointOverride(s3Server.uri())
            .forcePathStyle(true)
            .build();
    reader =
        new RESTSessionCatalog(
            properties ->
                new CatalogTransport(
                    http, new RequestSigner(CREDENTIALS, "us-east-1"), options().restUri()),
            (session, properties) -> new ReadOnlyIo(s3));
    reader.initialize(
        "reader", Map.of("uri", options().restUri().toString(), "warehouse", WAREHOUSE));
    open.addAll(List.of(catalog, local, s3Server, catalogServer, http, s3, reader));
    traffic.clear();
  }

  static LakeStack start() {
    return start(FieldIds.REASSIGNED);
  }

  static LakeStack start(FieldIds ids) {
    try {
      return new LakeStack(ids);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private LoopbackServer bind(ServerName name) throws IOException {
    return LoopbackServer.bind(name, 0, 64 << 20, faults, traffic);
  }

  LakeOptions options() {
    return new LakeOptions(
        catalogServer.uri().resolve("/iceberg"),
        WAREHOUSE,
        NAMESPACE,
        "us-east-1",
        Optional.of(s3Server.uri()));
  }

  /** A process of its own: nothing is shared with another lake. */
  Lake lake() {
    return lake(options(), SECRET_KEY);
  }

  Lake lake(LakeOptions options, String secretKey) {
    Lake lake =
        Lake.connect(
            options,
            StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, secretKey)));
    open.add(lake);
    return lake;
  }

  URI s3Uri() {
    return s3Server.uri();
  }

  static Instant soon() {
    return Instant.now().plusSeconds(20);
  }

  /** A commit or an evolution of a table. */
  static Predicate<Faults.Target> commit() {
    return target ->
        target.server() == ServerName.CATALOG
            && target.method().equals("POST")
            && target.target().contains("/tables/");
  }

  static Predicate<Faults.Target> load() {
    return target ->
        target.server() == ServerName.CATALOG
            && target.method().equals("GET")
            && target.target().contains("/tables/");
  }

  static Predicate<Faults.Target> create() {
    return target ->
        target.server() == ServerName.CATALOG
            && target.method().equals("POST")
            && target.target().endsWith("/tables");
  }

  static Predicate<Faults.Target> put(String part) {
    return target ->
        target.server() == ServerName.S3
            && target.method().equals("PUT")
            && target.target().contains(part);
  }

  static EncodedFile file(long rows) {
    return file(DAY, rows);
  }

  static EncodedFile file(int day, long rows) {
    Metrics metrics = new Metrics(rows, Map.of(), Map.of(), Map.of(), Map.of());
    FileBytes bytes = FileBytes.of(("PAR1 " + rows).getBytes(StandardCharsets.UTF_8));
    return new EncodedFile(day, rows, bytes, metrics, List.of(4L), true);
  }

  List<Call> calls(String method) {
    return traffic.calls().stream().filter(call -> call.method().equals(method)).toList();
  }

  RESTSessionCatalog reader() {
    return reader;
  }

  void createNamespace() {
    reader.createNamespace(SessionContext.createEmpty(), Namespace.of(NAMESPACE), new HashMap<>());
  }

  Table table(String name) {
    return reader.loadTable(SessionContext.createEmpty(), identifier(name));
  }

  static TableIdentifier identifier(String name) {
    return TableIdentifier.of(NAMESPACE, name);
  }

  /** Reads all manifests of a table and asks the store for every data file. */
  List<DataFile> dataFiles(String name) {
    List<DataFile> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table(name).newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        files.add(task.file());
        new ReadOnlyIo(s3).newInputFile(task.file().location());
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }

    return files;
  }

  /** The rows that readers of a table see, each file counted as often as the table names it. */
  long rows(String name) {
    return dataFiles(name).stream().mapToLong(DataFile::recordCount).sum();
  }

  /** The keys of a table's snapshots, which must each be there once. */
  Set<String> keys(String name) {
    Set<String> keys = new HashSet<>();
    for (Snapshot snapshot : table(name).snapshots()) {
      if (!keys.add(snapshot.summary().get(SnapshotKeys.KEY))) {
        throw new AssertionError("Key is there twice: " + snapshot.summary());
      }
    }

    return keys;
  }

  @Override
  public void close() {
    for (AutoCloseable part : open.reversed()) {
      try {
        part.close();
      } catch (Exception e) {
        throw new IllegalStateException("Cannot close " + part, e);
      }
    }
  }
}
