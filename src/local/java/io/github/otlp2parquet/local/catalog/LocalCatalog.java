package io.github.otlp2parquet.local.catalog;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.rest.CatalogHandlers;
import org.apache.iceberg.rest.Endpoint;
import org.apache.iceberg.rest.RESTCatalogProperties.SnapshotMode;
import org.apache.iceberg.rest.requests.CreateNamespaceRequest;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.rest.requests.RenameTableRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;
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
  private final TableRules rules;
  private final SignatureV4 signature;
  private final String warehouse;
  private final FieldIds fieldIds;
  private final CatalogErrors errors;

  private LocalCatalog(
      TableBucket tables,
      SignatureV4 signature,
      String warehouse,
      FieldIds fieldIds,
      Consumer<String> log) {
    this.tables = tables;
    this.rules = new TableRules(log);
    this.signature = signature;
    this.warehouse = warehouse;
    this.fieldIds = fieldIds;
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
      return rename(RestJson.tree(request.body()));
    } else if (rest.getFirst().equals("namespaces")) {
      return switch (rest.size()) {
        case 1 -> namespaces(request);
        case 2 -> namespace(request, Namespace.of(level(rest.get(1))));
        case 3, 4 ->
            tables(request, Namespace.of(level(rest.get(1))), rest.subList(2, rest.size()));
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

  private Reply namespaces(Request request) {
    return switch (request.method()) {
      case "GET" -> {
        Map<String, String> query = request.query();
        Namespace parent =
            query.containsKey("parent") ? Namespace.of(query.get("parent")) : Namespace.empty();
        yield query.containsKey("pageSize")
            ? ok(
                CatalogHandlers.listNamespaces(
                    tables, parent, query.getOrDefault("pageToken", ""), query.get("pageSize")))
            : ok(CatalogHandlers.listNamespaces(tables, parent));
      }
      case "POST" -> {
        JsonNode body = RestJson.tree(request.body());
        TableRules.checkCreateNamespace(body);
        CreateNamespaceRequest create = RestJson.convert(body, CreateNamespaceRequest.class);
        yield ok(CatalogHandlers.createNamespace(tables, create));
      }
      default -> throw new UnknownOperationException(request);
    };
  }

  private Reply namespace(Request request, Namespace namespace) {
    return switch (request.method()) {
      case "GET" -> ok(CatalogHandlers.loadNamespace(tables, namespace));
      case "HEAD" -> {
        CatalogHandlers.namespaceExists(tables, namespace);
        yield Reply.empty(204);
      }
      case "DELETE" -> {
        CatalogHandlers.dropNamespace(tables, namespace);
        yield Reply.empty(204);
      }
      default -> throw new UnknownOperationException(request);
    };
  }

  private Reply tables(Request request, Namespace namespace, List<String> rest) {
    if (!rest.getFirst().equals("tables")) {
      throw new UnknownOperationException(request);
    } else if (rest.size() == 2) {
      return table(request, TableIdentifier.of(namespace, rest.get(1)));
    }

    return switch (request.method()) {
      case "GET" -> {
        Map<String, String> query = request.query();
        yield query.containsKey("pageSize")
            ? ok(
                CatalogHandlers.listTables(
                    tables, namespace, query.getOrDefault("pageToken", ""), query.get("pageSize")))
            : ok(CatalogHandlers.listTables(tables, namespace));
      }
      case "POST" -> {
        JsonNode body = RestJson.tree(request.body());
        rules.checkCreateTable(body);
        if (!tables.namespaceExists(namespace)) {
          throw new NoSuchNamespaceException("Namespace does not exist: %s", namespace);
        }

        CreateTableRequest create = RestJson.convert(body, CreateTableRequest.class);
        yield ok(tables.create(namespace, create, fieldIds));
      }
      default -> throw new UnknownOperationException(request);
    };
  }

  private Reply table(Request request, TableIdentifier table) {
    return switch (request.method()) {
      case "GET" -> {
        String mode = request.query().getOrDefault("snapshots", "all").toUpperCase(Locale.ROOT);
        yield ok(CatalogHandlers.loadTable(tables, table, SnapshotMode.valueOf(mode)));
      }
      case "HEAD" -> {
        CatalogHandlers.tableExists(tables, table);
        yield Reply.empty(204);
      }
      case "POST" -> {
        JsonNode body = RestJson.tree(request.body());
        rules.checkUpdateTable(body, tables.loadTable(table).schema());
        UpdateTableRequest update = RestJson.convert(body, UpdateTableRequest.class);
        yield ok(CatalogHandlers.updateTable(tables, table, update));
      }
      case "DELETE" -> {
        if (!"true".equalsIgnoreCase(request.query().get("purgeRequested"))) {
          throw new BadRequestException("A table is dropped only with purgeRequested=true");
        }

        tables.purge(table);
        yield Reply.empty(204);
      }
      default -> throw new UnknownOperationException(request);
    };
  }

  private Reply rename(JsonNode body) {
    RenameTableRequest rename = RestJson.convert(body, RenameTableRequest.class);
    TableRules.tableName(rename.destination().name());
    CatalogHandlers.renameTable(tables, rename);
    return Reply.empty(204);
  }

  private static Reply ok(Object message) {
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
