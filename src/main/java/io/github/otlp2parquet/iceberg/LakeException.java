package io.github.otlp2parquet.iceberg;

import io.github.otlp2parquet.iceberg.AppendOperations.ConflictException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NoSuchWarehouseException;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.apache.iceberg.exceptions.RESTException;
import org.apache.iceberg.exceptions.UnprocessableEntityException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The catalog or S3 refuses, throttles or is away, or time ran out. What was to be stored may be
 * stored nevertheless: only a repeat with the same key finds out.
 */
public final class LakeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Not 404: a dropped table takes its bucket with it, and the next one has another. */
  private static final Set<Integer> REFUSALS = Set.of(400, 401, 403, 405, 501);

  /** Answered with 400 though the same request may pass the next time. */
  private static final Set<String> PASSING_CODES =
      Set.of("RequestTimeout", "SlowDown", "InternalError", "OperationAborted");

  private final boolean refused;

  private LakeException(String message, @Nullable Throwable cause, boolean refused) {
    super(message, cause);
    this.refused = refused;
  }

  /** Returns whether the same request will not pass later either, as after a 400 or a 403. */
  public boolean refused() {
    return refused;
  }

  static LakeException refusal(String message) {
    return new LakeException(message, null, true);
  }

  static LakeException passing(String message, @Nullable Throwable cause) {
    return new LakeException(message, cause, false);
  }

  /** Returns {@code failure} itself if it is one of ours, else says what could not be done. */
  static LakeException of(String what, Throwable failure) {
    if (failure instanceof LakeException known) {
      return known;
    }

    return new LakeException(what + ": " + reason(failure), failure, isRefusal(failure));
  }

  /** Returns whether the other side has decided: nothing was done, and a repeat meets the same. */
  static boolean isRefusal(Throwable failure) {
    return switch (failure) {
      case LakeException known -> known.refused;
      case BadRequestException _,
          NotAuthorizedException _,
          ForbiddenException _,
          UnprocessableEntityException _,
          NoSuchWarehouseException _,
          IllegalArgumentException _,
          UnsupportedOperationException _ ->
          true;
      case AwsServiceException s3 ->
          REFUSALS.contains(s3.statusCode())
              && !s3.isThrottlingException()
              && !PASSING_CODES.contains(errorCode(s3));
      default -> false;
    };
  }

  /** Returns whether another attempt may do better, of what can go wrong on the way. */
  static boolean mayPass(Throwable failure) {
    return !isRefusal(failure)
        && switch (failure) {
          case LakeException _,
              ConflictException _,
              CommitFailedException _,
              CommitStateUnknownException _,
              RESTException _,
              AlreadyExistsException _,
              NoSuchTableException _,
              NoSuchNamespaceException _,
              SdkException _,
              UncheckedIOException _ ->
              true;
          default -> false;
        };
  }

  private static String errorCode(AwsServiceException failure) {
    String code = failure.awsErrorDetails() == null ? null : failure.awsErrorDetails().errorCode();
    return code == null ? "" : code;
  }

  private static String reason(Throwable failure) {
    if (failure instanceof CancellationException) {
      return "interrupted";
    }

    String message = failure.getMessage();
    return message == null || message.isBlank()
        ? failure.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
