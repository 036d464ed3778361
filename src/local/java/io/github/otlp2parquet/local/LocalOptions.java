package io.github.otlp2parquet.local;

import io.github.otlp2parquet.local.catalog.FieldIds;
import io.github.otlp2parquet.local.lambda.FunctionOptions;
import io.github.otlp2parquet.local.s3.Deletes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How the local stack is set up. Ports are 0 for any free one.
 *
 * @param data where tables are kept over a restart; without it they are in memory
 * @param deletes whether clients may delete in a table's bucket
 * @param fieldIds which field ids a new table gets
 * @param function what runs; without it only the catalog and S3 start
 * @param log told every line that the function or the stack logs
 */
public record LocalOptions(
    int otlpPort,
    int lambdaPort,
    int catalogPort,
    int s3Port,
    Optional<Path> data,
    Deletes deletes,
    FieldIds fieldIds,
    Optional<FunctionOptions> function,
    Consumer<String> log) {

  /** The function's handler. */
  public static final String HANDLER = "io.github.otlp2parquet.lambda.Handler::handleRequest";

  /** Returns a catalog and an S3 in memory on free ports, and no function. */
  public static LocalOptions tablesOnly() {
    return new LocalOptions(
        0,
        0,
        0,
        0,
        Optional.empty(),
        Deletes.REFUSED,
        FieldIds.REASSIGNED,
        Optional.empty(),
        line -> {});
  }

  /** Returns the whole stack in memory on free ports, with 512 MB and 60 seconds. */
  public static LocalOptions withFunction(Path zip) {
    return tablesOnly()
        .function(new FunctionOptions(zip, HANDLER, 512, Duration.ofSeconds(60), 1, Map.of()));
  }

  /** Returns these options with other ports. */
  public LocalOptions ports(int otlp, int lambda, int catalog, int s3) {
    return new LocalOptions(otlp, lambda, catalog, s3, data, deletes, fieldIds, function, log);
  }

  /** Returns these options with tables that are kept. */
  public LocalOptions data(Path directory) {
    return new LocalOptions(
        otlpPort,
        lambdaPort,
        catalogPort,
        s3Port,
        Optional.of(directory),
        deletes,
        fieldIds,
        function,
        log);
  }

  /** Returns these options with another rule for deletes. */
  public LocalOptions deletes(Deletes rule) {
    return new LocalOptions(
        otlpPort, lambdaPort, catalogPort, s3Port, data, rule, fieldIds, function, log);
  }

  /** Returns these options with other field ids. */
  public LocalOptions fieldIds(FieldIds ids) {
    return new LocalOptions(
        otlpPort, lambdaPort, catalogPort, s3Port, data, deletes, ids, function, log);
  }

  /** Returns these options with another function. */
  public LocalOptions function(FunctionOptions options) {
    return new LocalOptions(
        otlpPort,
        lambdaPort,
        catalogPort,
        s3Port,
        data,
        deletes,
        fieldIds,
        Optional.of(options),
        log);
  }

  /** Returns these options with another listener for the log. */
  public LocalOptions log(Consumer<String> sink) {
    return new LocalOptions(
        otlpPort, lambdaPort, catalogPort, s3Port, data, deletes, fieldIds, function, sink);
  }
}
