package io.github.otlp2parquet.local.catalog;

import io.github.otlp2parquet.local.http.Reply;
import io.github.otlp2parquet.local.http.Request;
import io.github.otlp2parquet.local.http.Service;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.rest.Endpoint;
import org.apache.iceberg.rest.responses.ConfigResponse;
import org.gaul.s3proxy.blobstore.BlobStore;

/**
 * The Iceberg REST endpoint of S3 Tables under {@code /iceberg}: signatures are verified, the
 * prefix is the table bucket's ARN, and what S3 Tables does not offer answers 404.
 */
public final class LocalCatalog implements Service, AutoCloseable {

  private static final String ROOT = "/iceberg/v1/";
  private static final List<Endpoint> ENDPOINTS =
      Stream.of(
              "GET /v1/{prefix}/namespaces",
              "POST /v1/{prefix}/namespaces",
              "GET /v1/{prefix}/namespaces/{namespace}",
              "HEAD /v1/{prefix}/namespaces/{namespace}",
              "DELETE /v1/{prefix}/namespaces/{namespace}",
              "GET /v1/{prefix}/namespaces/{namespace}/tables",
              "POST /v1/{prefix}/namespaces/{namespace}/tables",
              "GET /v1/{prefix}/namespaces/{namespace}/tables/{table}",
              "HEAD /v1/{prefix}/namespaces/{namespace}/tables/{table}",
              "POST /v1/{prefix}/namespaces/{namespace}/tables/{table}",
              "DELETE /v1/{prefix}/namespaces/{namespace}/tables/{table}",
              "POST /v1/{prefix}/tables/rename")
          .map(Endpoint::fromString)
          .toList();

  private final TableBucket tables;
  private final CatalogOperations operations;
  private final SignatureV4 signature;
  private final String warehouse;
  private final CatalogErrors errors;

  private LocalCatalog(
      TableBucket tables,
      SignatureV4 signature,
      String warehouse,
      FieldIds fieldIds,
      Consumer<String> log) {
    this.tables = tables;
    this.operations = new CatalogOperations(tables, new TableRules(log), fieldIds);
    this.signature = signature;
    this.warehouse = warehouse;
    this.errors = new CatalogErrors(log);
  }

  /**
   * Opens the catalog of one table bucket.
   *
   * @param directory where the names of the tables are kept, or empty for memory
   * @param warehouse the table bucket's ARN
   * @param log told of errors of its own and of what would break a table's maintenance
   */
  public static LocalCatalog open(
      BlobStore store,
      Optional<Path> directory,
      String accessKey,
      String secretKey,
      String warehouse,
      FieldIds fieldIds,
      Consumer<String> log) {
    return new LocalCatalog(
        TableBucket.open(store, directory),
        new SignatureV4(accessKey, secretKey, "us-east-1", "s3tables"),
        warehouse,
        fieldIds,
        log);
  }

  @Override
  public Reply answer(Request request) {
    try {
      signature.verify(request, Instant.now());
      return route(request);
    } catch (RuntimeException e) {
      return errors.reply(e);
    }
  }

  @Override
  public Reply refusal(int status) {
    return CatalogErrors.reply(status, "InjectedFault", "Injected fault");
  }

  @Override
  public void close() {
    tables.close();
  }

  private Reply route(Request request) {
    if (!request.rawPath().startsWith(ROOT)) {
      throw new UnknownOperationException(request);
    }

    List<String> path =
        Arrays.stream(request.rawPath().substring(ROOT.length()).split("/", -1))
            .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
            .toList();
    if (path.equals(List.of("config"))) {
      return config(request);
    }

    if (!path.getFirst().equals(warehouse)) {
      throw new NotFoundException("The specified bucket does not exist: %s", path.getFirst());
    }

    List<String> rest = path.subList(1, path.size());
    if (rest.equals(List.of("tables", "rename")) && request.method().equals("POST")) {
      return operations.rename(RestJson.tree(request.body()));
    } else if (rest.getFirst().equals("namespaces")) {
      return switch (rest.size()) {
        case 1 -> operations.namespaces(request);
        case 2 -> operations.namespace(request, Namespace.of(level(rest.get(1))));
        case 3, 4 ->
            operations.tables(
                request, Namespace.of(level(rest.get(1))), rest.subList(2, rest.size()));
        default -> throw new UnknownOperationException(request);
      };
    }

    throw new UnknownOperationException(request);
  }

  private static String level(String name) {
    if (name.indexOf('\u001f') >= 0) {
      throw new BadRequestException("Only single-level namespaces are supported");
    }

    return name;
  }

  private Reply config(Request request) {
    if (!request.method().equals("GET")) {
      throw new UnknownOperationException(request);
    }

    String asked = request.query().get("warehouse");
    if (asked == null) {
      throw new BadRequestException("The warehouse is missing: it is the table bucket's ARN");
    } else if (!asked.equals(warehouse)) {
      throw new NotFoundException("The specified bucket does not exist: %s", asked);
    }

    String prefix = URLEncoder.encode(warehouse, StandardCharsets.UTF_8);
    return ok(
        ConfigResponse.builder().withOverride("prefix", prefix).withEndpoints(ENDPOINTS).build());
  }

  static Reply ok(Object message) {
    return Reply.json(200, RestJson.bytes(message));
  }

  /** A route that S3 Tables does not have. */
  static final class UnknownOperationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownOperationException(Request request) {
      super("Unknown operation: " + request.method() + " " + request.rawPath());
    }
  }
}
