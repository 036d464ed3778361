package io.github.otlp2parquet.iceberg;

import io.github.otlp2parquet.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * The tables of one namespace, reached through an Iceberg REST catalog and S3. Safe for several
 * threads; appends to different tables run side by side, those to one table one after another.
 *
 * <p>Nothing is connected, and no credentials are asked for, before the first table is opened: a
 * lake may be part of a function's snapshot.
 */
public final class Lake implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** Uploads and commits at the same time, and some to spare. */
  private static final int CONNECTIONS = 2 * ObjectStore.UPLOADS_AT_ONCE;

  private final Map<String, KeptTable> tables = new ConcurrentHashMap<>();
  private final String namespace;
  private final CatalogTables catalog;
  private final ObjectStore store;
  private final S3Client s3;
  private final SdkHttpClient http;

  private Lake(LakeOptions options, AwsCredentialsProvider credentials, SdkHttpClient http) {
    this.namespace = options.namespace();
    this.http = http;
    this.s3 = s3(options, credentials, http);
    this.store = new ObjectStore(s3);
    RequestSigner signer = new RequestSigner(credentials, options.region());
    this.catalog =
        new CatalogTables(
            options, properties -> new CatalogTransport(http, signer, options.restUri()));
  }

  /** Returns a lake with the credentials of the AWS SDK's default chain. */
  public static Lake connect(LakeOptions options) {
    return connect(options, DefaultCredentialsProvider.builder().build());
  }

  static Lake connect(LakeOptions options, AwsCredentialsProvider credentials) {
    SdkHttpClient http =
        Apache5HttpClient.builder().connectionTimeout(CONNECT).maxConnections(CONNECTIONS).build();
    return new Lake(options, credentials, http);
  }

  /**
   * Returns a lake that reaches nothing and keeps its tables in memory. An append to it runs the
   * code of a real one up to the socket: a function's snapshot can hold that code compiled.
   */
  public static Lake rehearsal() {
    LakeOptions options =
        new LakeOptions(
            RehearsalHttp.CATALOG,
            "rehearsal",
            "rehearsal",
            "us-east-1",
            Optional.of(RehearsalHttp.S3));
    return new Lake(
        options,
        StaticCredentialsProvider.create(AwsBasicCredentials.create("rehearsal", "rehearsal")),
        new RehearsalHttp());
  }

  /**
   * Loads a table, creates it and its namespace if they are missing, and adds the columns it lacks.
   * Costs no request if this process's last commit to it is less than 5 s old and met no other
   * writer's.
   *
   * @throws LakeException if the table cannot be had, or not with these columns
   */
  public OpenTable open(Table table, Instant deadline) {
    return tables
        .computeIfAbsent(
            table.name(), name -> new KeptTable(catalog, store, namespace + "." + name))
        .open(table, deadline);
  }

  @Override
  public void close() {
    catalog.close();
    s3.close();
    http.close();
  }

  private static S3Client s3(
      LakeOptions options, AwsCredentialsProvider credentials, SdkHttpClient http) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(options.region()))
            .credentialsProvider(credentials)
            .httpClient(http);
    options
        .s3Endpoint()
        .ifPresent(endpoint -> builder.endpointOverride(endpoint).forcePathStyle(true));
    return builder.build();
  }
}
