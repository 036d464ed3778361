package io.github.otlp2parquet.local.s3;

import io.github.otlp2parquet.local.http.Request;
import java.util.Map;
import java.util.Set;

/**
 * What S3 Tables refuses on the buckets of its tables: PutTableData is PutObject and multipart
 * uploads, GetTableData is GetObject, HeadObject and ListParts, and nothing else is offered. See <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-setting-up.html">access
 * management for S3 Tables</a>.
 */
final class TableBucketRules {

  /** The end of every table bucket's name, which no other bucket may have. */
  static final String SUFFIX = "--table-s3";

  private static final Set<String> SUBRESOURCES =
      Set.of("acl", "tagging", "retention", "legal-hold", "torrent", "restore", "select");

  private TableBucketRules() {}

  /** Returns whether the request is one of those that S3 Tables does not offer. */
  static boolean refuse(Request request) {
    String[] parts = request.rawPath().split("/", 3);
    String bucket = parts.length > 1 ? parts[1] : "";
    if (!bucket.endsWith(SUFFIX)) {
      return false;
    }

    boolean object = parts.length > 2 && !parts[2].isEmpty();
    Map<String, String> query = request.query();
    if (!object || query.keySet().stream().anyMatch(SUBRESOURCES::contains)) {
      return true;
    }

    return switch (request.method()) {
      case "GET", "HEAD" -> false;
      case "PUT" -> false;
      case "POST" -> !query.containsKey("uploads") && !query.containsKey("uploadId");
      case "DELETE" -> !query.containsKey("uploadId");
      default -> true;
    };
  }
}
