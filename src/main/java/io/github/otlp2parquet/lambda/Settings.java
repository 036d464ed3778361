package io.github.otlp2parquet.lambda;

import io.github.otlp2parquet.iceberg.LakeOptions;
import io.github.otlp2parquet.ingest.IngestOptions.Dedup;
import io.github.otlp2parquet.otlp.Limits;
import io.github.otlp2parquet.table.Promotions;
import io.github.otlp2parquet.table.Table;
import io.github.otlp2parquet.table.Tables;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The function's settings, read once from its environment. A value that is not allowed, or a
 * variable that looks like a setting and is none, stops the function when it starts.
 *
 * @param region {@code AWS_REGION}, which Lambda sets
 * @param memoryMegabytes {@code AWS_LAMBDA_FUNCTION_MEMORY_SIZE}, which Lambda sets
 * @param restUri {@code OTLP2PARQUET_ICEBERG_REST_URI}: the Iceberg REST catalog; S3 Tables in the
 *     region by default
 * @param warehouse {@code OTLP2PARQUET_ICEBERG_WAREHOUSE}: the ARN of the table bucket; required
 * @param namespace {@code OTLP2PARQUET_ICEBERG_NAMESPACE}: {@code otel} by default
 * @param s3Endpoint {@code OTLP2PARQUET_S3_ENDPOINT}: an S3 that is not AWS's, for the local stack
 * @param maxBodyBytes {@code OTLP2PARQUET_MAX_BODY_BYTES}: a request's body, inflated; 64 MiB by
 *     default, as the OTLP specification has it
 * @param maxFlattenedBytes {@code OTLP2PARQUET_MAX_FLATTENED_BYTES}: the values of all its rows;
 *     512 MiB by default
 * @param maxRowBytes {@code OTLP2PARQUET_MAX_ROW_BYTES}: one record's own values, else it is
 *     rejected; 16 MiB by default
 * @param dedup {@code OTLP2PARQUET_DEDUP}: {@code on} by default, or {@code off}
 * @param promote {@code OTLP2PARQUET_PROMOTE}: attributes that get a column, {@code
 *     [table=]level:key:type[:column]} separated by commas; none by default
 */
record Settings(
    String region,
    int memoryMegabytes,
    URI restUri,
    String warehouse,
    String namespace,
    Optional<URI> s3Endpoint,
    int maxBodyBytes,
    long maxFlattenedBytes,
    int maxRowBytes,
    Dedup dedup,
    String promote) {

  static final String MAX_BODY_BYTES = "OTLP2PARQUET_MAX_BODY_BYTES";
  static final String MAX_FLATTENED_BYTES = "OTLP2PARQUET_MAX_FLATTENED_BYTES";
  static final String MAX_ROW_BYTES = "OTLP2PARQUET_MAX_ROW_BYTES";
  static final String DEDUP = "OTLP2PARQUET_DEDUP";
  static final String PROMOTE = "OTLP2PARQUET_PROMOTE";
  static final String REST_URI = "OTLP2PARQUET_ICEBERG_REST_URI";
  static final String WAREHOUSE = "OTLP2PARQUET_ICEBERG_WAREHOUSE";
  static final String NAMESPACE = "OTLP2PARQUET_ICEBERG_NAMESPACE";
  static final String S3_ENDPOINT = "OTLP2PARQUET_S3_ENDPOINT";
  static final String REGION = "AWS_REGION";
  static final String MEMORY = "AWS_LAMBDA_FUNCTION_MEMORY_SIZE";

  /** Every variable of this program's own. */
  static final Set<String> NAMES =
      Set.of(
          MAX_BODY_BYTES,
          MAX_FLATTENED_BYTES,
          MAX_ROW_BYTES,
          DEDUP,
          PROMOTE,
          REST_URI,
          WAREHOUSE,
          NAMESPACE,
          S3_ENDPOINT);

  private static final String PREFIX = "OTLP2PARQUET_";
  private static final long MIB = 1 << 20;
  private static final long GIB = 1 << 30;
  private static final long LARGEST_ARRAY = GIB;

  // S3 Tables' rules for namespaces, and its ARNs of table buckets.
  private static final Pattern NAMESPACE_RULE =
      Pattern.compile("(?!aws)[0-9a-z]([0-9a-z_]{0,253}[0-9a-z])?");
  private static final Pattern ARN_RULE =
      Pattern.compile("arn:aws[a-z-]*:s3tables:[a-z0-9-]+:[0-9]{12}:bucket/[a-z0-9-]{3,63}");
  private static final Pattern REGION_RULE = Pattern.compile("[a-z0-9-]+");

  /**
   * Reads the settings.
   *
   * @param environment all of it: other programs' variables are left alone
   * @throws IllegalArgumentException naming the variable and what it takes, never its value
   */
  static Settings from(Map<String, String> environment) {
    Variables variables = new Variables(environment);
    variables.refuseUnknown(PREFIX, NAMES);

    String region = variables.matching(REGION, REGION_RULE, "an AWS region");
    return new Settings(
        region,
        (int) variables.number(MEMORY, 512, 128, 32_768),
        variables.uri(REST_URI).orElseGet(() -> s3Tables(region)),
        variables.matching(WAREHOUSE, ARN_RULE, "the ARN of a table bucket"),
        variables.matchingOr(NAMESPACE, "otel", NAMESPACE_RULE, "a namespace that S3 Tables takes"),
        variables.uri(S3_ENDPOINT),
        (int) variables.number(MAX_BODY_BYTES, 64 * MIB, 1, LARGEST_ARRAY),
        variables.number(MAX_FLATTENED_BYTES, 512 * MIB, 1, 64 * GIB),
        (int) variables.number(MAX_ROW_BYTES, 16 * MIB, 1, LARGEST_ARRAY),
        Dedup.valueOf(
            variables
                .matchingOr(DEDUP, "on", Pattern.compile("on|off"), "on or off")
                .toUpperCase(Locale.ROOT)),
        variables.text(PROMOTE).orElse(""));
  }

  LakeOptions lakeOptions() {
    return new LakeOptions(restUri, warehouse, namespace, region, s3Endpoint);
  }

  /**
   * The limits of a request.
   *
   * @param maxBatchBytes the share of the function's memory that rows may take
   */
  Limits limits(long maxBatchBytes) {
    return new Limits(maxFlattenedBytes, maxRowBytes, maxBatchBytes);
  }

  /**
   * The tables with their promoted columns.
   *
   * @throws IllegalArgumentException if {@code OTLP2PARQUET_PROMOTE} cannot be read, or asks for a
   *     column that a table has from another source
   */
  List<Table> tables() {
    try {
      return Promotions.parse(promote).applyTo(Tables.ALL);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Cannot start: " + PROMOTE + ": " + e.getMessage(), e);
    }
  }

  /** The catalog of the region's table buckets; China's endpoints have a suffix of their own. */
  private static URI s3Tables(String region) {
    String suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    return URI.create("https://s3tables." + region + "." + suffix + "/iceberg");
  }
}
