package io.github.otlp2parquet.local.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.otlp2parquet.local.http.Reply;
import io.github.otlp2parquet.local.http.Request;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.rest.CatalogHandlers;
import org.apache.iceberg.rest.RESTCatalogProperties.SnapshotMode;
import org.apache.iceberg.rest.requests.CreateNamespaceRequest;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.rest.requests.RenameTableRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;

/** What S3 Tables offers on namespaces and tables, done by Iceberg's own handlers. */
final class CatalogOperations {

  private final TableBucket tables;
  private final TableRules rules;
  private final FieldIds fieldIds;

  CatalogOperations(TableBucket tables, TableRules rules, FieldIds fieldIds) {
    this.tables = tables;
    this.rules = rules;
    this.fieldIds = fieldIds;
  }

  Reply namespaces(Request request) {
    return switch (request.method()) {
      case "GET" -> {
        Map<String, String> query = request.query();
        Namespace parent =
            query.containsKey("parent") ? Namespace.of(query.get("parent")) : Namespace.empty();
        yield query.containsKey("pageSize")
            ? LocalCatalog.ok(
                CatalogHandlers.listNamespaces(
                    tables, parent, query.getOrDefault("pageToken", ""), query.get("pageSize")))
            : LocalCatalog.ok(CatalogHandlers.listNamespaces(tables, parent));
      }
      case "POST" -> {
        JsonNode body = RestJson.tree(request.body());
        TableRules.checkCreateNamespace(body);
        CreateNamespaceRequest create = RestJson.convert(body, CreateNamespaceRequest.class);
        yield createNamespace(create);
      }
      default -> throw new LocalCatalog.UnknownOperationException(request);
    };
  }

  /** One at a time: JdbcCatalog looks first and then inserts, and two would end in an SQL error. */
  private synchronized Reply createNamespace(CreateNamespaceRequest create) {
    return LocalCatalog.ok(CatalogHandlers.createNamespace(tables, create));
  }

  Reply namespace(Request request, Namespace namespace) {
    return switch (request.method()) {
      case "GET" -> LocalCatalog.ok(CatalogHandlers.loadNamespace(tables, namespace));
      case "HEAD" -> {
        CatalogHandlers.namespaceExists(tables, namespace);
        yield Reply.empty(204);
      }
      case "DELETE" -> {
        CatalogHandlers.dropNamespace(tables, namespace);
        yield Reply.empty(204);
      }
      default -> throw new LocalCatalog.UnknownOperationException(request);
    };
  }

  Reply tables(Request request, Namespace namespace, List<String> rest) {
    if (!rest.getFirst().equals("tables")) {
      throw new LocalCatalog.UnknownOperationException(request);
    } else if (rest.size() == 2) {
      return table(request, TableIdentifier.of(namespace, rest.get(1)));
    }

    return switch (request.method()) {
      case "GET" -> {
        Map<String, String> query = request.query();
        yield query.containsKey("pageSize")
            ? LocalCatalog.ok(
                CatalogHandlers.listTables(
                    tables, namespace, query.getOrDefault("pageToken", ""), query.get("pageSize")))
            : LocalCatalog.ok(CatalogHandlers.listTables(tables, namespace));
      }
      case "POST" -> {
        JsonNode body = RestJson.tree(request.body());
        rules.checkCreateTable(body);
        if (!tables.namespaceExists(namespace)) {
          throw new NoSuchNamespaceException("Namespace does not exist: %s", namespace);
        }

        CreateTableRequest create = RestJson.convert(body, CreateTableRequest.class);
        yield LocalCatalog.ok(tables.create(namespace, create, fieldIds));
      }
      default -> throw new LocalCatalog.UnknownOperationException(request);
    };
  }

  private Reply table(Request request, TableIdentifier table) {
    return switch (request.method()) {
      case "GET" -> {
        String mode = request.query().getOrDefault("snapshots", "all").toUpperCase(Locale.ROOT);
        yield LocalCatalog.ok(CatalogHandlers.loadTable(tables, table, SnapshotMode.valueOf(mode)));
      }
      case "HEAD" -> {
        CatalogHandlers.tableExists(tables, table);
        yield Reply.empty(204);
      }
      case "POST" -> {
        JsonNode body = RestJson.tree(request.body());
        rules.checkUpdateTable(body, tables.loadTable(table).schema());
        UpdateTableRequest update = RestJson.convert(body, UpdateTableRequest.class);
        yield LocalCatalog.ok(CatalogHandlers.updateTable(tables, table, update));
      }
      case "DELETE" -> {
        if (!"true".equalsIgnoreCase(request.query().get("purgeRequested"))) {
          throw new BadRequestException("A table is dropped only with purgeRequested=true");
        }

        tables.purge(table);
        yield Reply.empty(204);
      }
      default -> throw new LocalCatalog.UnknownOperationException(request);
    };
  }

  Reply rename(JsonNode body) {
    RenameTableRequest rename = RestJson.convert(body, RenameTableRequest.class);
    TableRules.tableName(rename.destination().name());
    CatalogHandlers.renameTable(tables, rename);
    return Reply.empty(204);
  }
}
