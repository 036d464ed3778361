package io.github.otlp2parquet.iceberg;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the tables are.
 *
 * @param restUri the Iceberg REST endpoint, for S3 Tables {@code
 *     https://s3tables.<region>.amazonaws.com/iceberg}
 * @param warehouse what the catalog calls the warehouse, for S3 Tables the table bucket's ARN
 * @param namespace one level, in lower case: S3 Tables takes letters, digits and underscores
 * @param region the region that requests are signed for
 * @param s3Endpoint another S3 than the region's, addressed by path, as a local one is
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-integrating-open-source.html">S3
 *     Tables Iceberg REST endpoint</a>
 */
public record LakeOptions(
    URI restUri, String warehouse, String namespace, String region, Optional<URI> s3Endpoint) {

  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([a-z0-9_]{0,253}[a-z0-9])?");

  public LakeOptions {
    requireNonNull(restUri, "restUri is null");
    requireNonNull(warehouse, "warehouse is null");
    requireNonNull(region, "region is null");
    requireNonNull(s3Endpoint, "s3Endpoint is null");
    if (!NAMESPACE.matcher(namespace).matches() || namespace.startsWith("aws")) {
      throw new IllegalArgumentException("Invalid namespace: " + namespace);
    }
  }
}
