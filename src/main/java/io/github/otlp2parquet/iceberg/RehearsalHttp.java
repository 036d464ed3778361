package io.github.otlp2parquet.iceberg;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.rest.CatalogHandlers;
import org.apache.iceberg.rest.HTTPRequest;
import org.apache.iceberg.rest.ImmutableHTTPRequest;
import org.apache.iceberg.rest.RESTCatalogProperties.SnapshotMode;
import org.apache.iceberg.rest.RESTResponse;
import org.apache.iceberg.rest.requests.CreateNamespaceRequest;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;
import org.apache.iceberg.rest.responses.ConfigResponse;
import org.apache.iceberg.rest.responses.ErrorResponse;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Answers a lake's requests from memory, so that all code up to the socket can run before a
 * function's snapshot is taken. Files are read to their end and dropped: a lake that is alone with
 * its tables never asks for one again.
 */
final class RehearsalHttp implements SdkHttpClient {
  static final URI CATALOG = URI.create("http://catalog.invalid/iceberg");
  static final URI S3 = URI.create("http://s3.invalid");

  private static final String PREFIX = "rehearsal";
  private static final HTTPRequest JSON =
      ImmutableHTTPRequest.builder()
          .method(HTTPRequest.HTTPMethod.GET)
          .baseUri(CATALOG)
          .path("v1/config")
          .build();

  private final InMemoryCatalog catalog = new InMemoryCatalog();

  RehearsalHttp() {
    catalog.initialize(PREFIX, Map.of("warehouse", "s3://" + PREFIX));
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return answer(request);
      }

      @Override
      public void abort() {}
    };
  }

  private HttpExecuteResponse answer(HttpExecuteRequest request) throws IOException {
    SdkHttpRequest http = request.httpRequest();
    try (InputStream body =
        request
            .contentStreamProvider()
            .map(ContentStreamProvider::newStream)
            .orElseGet(InputStream::nullInputStream)) {
      if (http.host().equals(S3.getHost())) {
        body.transferTo(OutputStream.nullOutputStream());
        return reply(200, new byte[0]);
      }

      return reply(200, JSON.mapper().writeValueAsBytes(catalog(http, body)));
    } catch (NoSuchTableException | NoSuchNamespaceException missing) {
      ErrorResponse error =
          ErrorResponse.builder()
              .responseCode(404)
              .withType(missing.getClass().getSimpleName())
              .withMessage(missing.getMessage())
              .build();
      return reply(404, JSON.mapper().writeValueAsBytes(error));
    }
  }

  /** Paths are {@code /iceberg/v1/config} and {@code /iceberg/v1/{prefix}/namespaces…}. */
  private RESTResponse catalog(SdkHttpRequest http, InputStream body) throws IOException {
    String[] path = http.encodedPath().split("/", -1);
    boolean post = http.method().name().equals("POST");
    return switch (path.length) {
      case 4 -> ConfigResponse.builder().withOverride("prefix", PREFIX).build();
      case 5 ->
          CatalogHandlers.createNamespace(
              catalog, JSON.mapper().readValue(body, CreateNamespaceRequest.class));
      case 7 ->
          CatalogHandlers.createTable(
              catalog,
              Namespace.of(path[5]),
              JSON.mapper().readValue(body, CreateTableRequest.class));
      default -> {
        TableIdentifier table = TableIdentifier.of(path[5], path[7]);
        yield post
            ? CatalogHandlers.updateTable(
                catalog, table, JSON.mapper().readValue(body, UpdateTableRequest.class))
            : CatalogHandlers.loadTable(catalog, table, SnapshotMode.ALL);
      }
    };
  }

  private static HttpExecuteResponse reply(int status, byte[] body) {
    return HttpExecuteResponse.builder()
        .response(SdkHttpFullResponse.builder().statusCode(status).build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
        .build();
  }

  @Override
  public void close() {
    try {
      catalog.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
