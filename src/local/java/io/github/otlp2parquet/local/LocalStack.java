package io.github.otlp2parquet.local;

import io.github.otlp2parquet.local.catalog.LocalCatalog;
import io.github.otlp2parquet.local.http.Faults;
import io.github.otlp2parquet.local.http.LoopbackServer;
import io.github.otlp2parquet.local.http.ServerName;
import io.github.otlp2parquet.local.http.Traffic;
import io.github.otlp2parquet.local.lambda.FunctionLog;
import io.github.otlp2parquet.local.lambda.FunctionOptions;
import io.github.otlp2parquet.local.lambda.FunctionUrl;
import io.github.otlp2parquet.local.lambda.InvokeApi;
import io.github.otlp2parquet.local.lambda.LocalFunction;
import io.github.otlp2parquet.local.s3.LocalS3;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The local stack in this process; only the function has processes of its own. All servers listen
 * on 127.0.0.1.
 */
public final class LocalStack implements AutoCloseable {

  /** The access key of every client. */
  public static final String ACCESS_KEY = "local";

  /** The secret key of every client. */
  public static final String SECRET_KEY = "local-secret";

  /** The ARN of the one table bucket. */
  public static final String WAREHOUSE =
      "arn:aws:s3tables:us-east-1:000000000000:bucket/otlp2parquet-local";

  /** An object has at most 1 GB here; it is held in memory on its way. */
  private static final int MAX_OBJECT_BYTES = 1 << 30;

  private final Faults faults = new Faults();
  private final Traffic traffic = new Traffic();
  private final Deque<AutoCloseable> closing = new ArrayDeque<>();
  private final LoopbackServer catalogServer;
  private final LoopbackServer s3Server;
  private @Nullable LoopbackServer otlpServer;
  private @Nullable LoopbackServer lambdaServer;
  private @Nullable LocalFunction function;

  private LocalStack(LocalOptions options) throws IOException {
    if (options.data().isPresent()) {
      closing.push(DataDirectory.hold(options.data().get()));
    }

    try {
      catalogServer = bind(ServerName.CATALOG, options.catalogPort(), MAX_OBJECT_BYTES);
      s3Server = bind(ServerName.S3, options.s3Port(), MAX_OBJECT_BYTES);
      if (options.function().isPresent()) {
        startFunction(options, options.function().get());
      }

      startTables(options);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts all servers and returns when they answer; the function's first process may still be
   * starting.
   *
   * @throws java.net.BindException if a port is in use, with a message that says which
   */
  public static LocalStack start(LocalOptions options) throws IOException {
    return new LocalStack(options);
  }

  private LoopbackServer bind(ServerName name, int port, int maxBodyBytes) throws IOException {
    LoopbackServer server = LoopbackServer.bind(name, port, maxBodyBytes, faults, traffic);
    closing.push(server);
    return server;
  }

  private void startFunction(LocalOptions options, FunctionOptions asked) throws IOException {
    otlpServer = bind(ServerName.OTLP, options.otlpPort(), InvokeApi.MAX_EVENT_BYTES);
    lambdaServer = bind(ServerName.LAMBDA, options.lambdaPort(), InvokeApi.MAX_EVENT_BYTES);
    WorkDirectory work = WorkDirectory.create();
    closing.push(work);
    Map<String, String> variables = new HashMap<>();
    variables.put("OTLP2PARQUET_ICEBERG_REST_URI", catalog().toString());
    variables.put("OTLP2PARQUET_ICEBERG_WAREHOUSE", WAREHOUSE);
    variables.put("OTLP2PARQUET_S3_ENDPOINT", s3().toString());
    variables.putAll(asked.variables());
    LocalFunction started =
        LocalFunction.start(
            asked.variables(variables),
            work.path(),
            new FunctionLog(line -> options.log().accept("[function] " + line)));
    closing.push(started);
    function = started;
    otlpServer.serve(new FunctionUrl(started));
    lambdaServer.serve(new InvokeApi(started));
  }

  private void startTables(LocalOptions options) throws IOException {
    Optional<Path> data = options.data();
    LocalS3 store =
        LocalS3.start(
            data.map(path -> path.resolve("s3")), ACCESS_KEY, SECRET_KEY, options.deletes());
    closing.push(store);
    LocalCatalog catalog =
        LocalCatalog.open(
            store.store(),
            data.map(path -> path.resolve("catalog")),
            ACCESS_KEY,
            SECRET_KEY,
            WAREHOUSE,
            options.fieldIds(),
            line -> options.log().accept("[catalog] " + line));
    closing.push(catalog);
    s3Server.serve(store);
    catalogServer.serve(catalog);
  }

  /** Returns the OTLP/HTTP endpoint. */
  public URI otlp() {
    return started(otlpServer).uri();
  }

  /** Returns the endpoint of Lambda's Invoke API. */
  public URI lambda() {
    return started(lambdaServer).uri();
  }

  /** Returns the Iceberg REST catalog's URI, which ends in {@code /iceberg}. */
  public URI catalog() {
    return catalogServer.uri().resolve("/iceberg");
  }

  /** Returns the S3 endpoint, for path-style requests. */
  public URI s3() {
    return s3Server.uri();
  }

  /** Returns the function. */
  public LocalFunction function() {
    return started(function);
  }

  /** Returns the faults to inject. */
  public Faults faults() {
    return faults;
  }

  /** Returns the calls that the servers have answered. */
  public Traffic traffic() {
    return traffic;
  }

  /** Returns the properties with which Iceberg's RESTCatalog and S3FileIO reach the tables. */
  public Map<String, String> icebergProperties() {
    return Map.ofEntries(
        Map.entry("uri", catalog().toString()),
        Map.entry("warehouse", WAREHOUSE),
        Map.entry("rest.auth.type", "sigv4"),
        Map.entry("rest.signing-name", "s3tables"),
        Map.entry("rest.signing-region", "us-east-1"),
        Map.entry("rest.access-key-id", ACCESS_KEY),
        Map.entry("rest.secret-access-key", SECRET_KEY),
        Map.entry("rest-metrics-reporting-enabled", "false"),
        Map.entry("io-impl", "org.apache.iceberg.aws.s3.S3FileIO"),
        Map.entry("s3.endpoint", s3().toString()),
        Map.entry("s3.path-style-access", "true"),
        Map.entry("s3.access-key-id", ACCESS_KEY),
        Map.entry("s3.secret-access-key", SECRET_KEY),
        Map.entry("client.region", "us-east-1"));
  }

  private static <T> T started(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("The stack was started without a function");
    }

    return part;
  }

  @Override
  public void close() {
    IllegalStateException failed = new IllegalStateException("Cannot stop the local stack");
    for (AutoCloseable part : List.copyOf(closing)) {
      try {
        part.close();
      } catch (Exception e) {
        failed.addSuppressed(e);
      }
    }

    closing.clear();
    if (failed.getSuppressed().length > 0) {
      throw failed;
    }
  }
}
