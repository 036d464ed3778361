package io.github.otlp2parquet.local.catalog;

import io.github.otlp2parquet.local.http.Reply;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.rest.responses.ErrorResponse;

/**
 * What went wrong as Iceberg's ErrorResponse, with the status that the REST specification gives.
 */
final class CatalogErrors {

  private final Consumer<String> log;

  CatalogErrors(Consumer<String> log) {
    this.log = log;
  }

  Reply reply(RuntimeException e) {
    int status = status(e);
    if (status == 500) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      log.accept(trace.toString());
    }

    return reply(status, e.getClass().getSimpleName(), String.valueOf(e.getMessage()));
  }

  static Reply reply(int status, String type, String message) {
    return Reply.json(
        status,
        RestJson.bytes(
            ErrorResponse.builder()
                .responseCode(status)
                .withType(type)
                .withMessage(message)
                .build()));
  }

  private static int status(RuntimeException e) {
    return switch (e) {
      case ForbiddenException forbidden -> 403;
      case NoSuchTableException missing -> 404;
      case NoSuchNamespaceException missing -> 404;
      case NotFoundException missing -> 404;
      case LocalCatalog.UnknownOperationException unknown -> 404;
      case AlreadyExistsException exists -> 409;
      case CommitFailedException stale -> 409;
      case NamespaceNotEmptyException used -> 409;
      case BadRequestException bad -> 400;
      case ValidationException bad -> 400;
      case IllegalArgumentException bad -> 400;
      default -> 500;
    };
  }
}
