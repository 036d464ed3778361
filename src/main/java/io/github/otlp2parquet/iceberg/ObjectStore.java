package io.github.otlp2parquet.iceberg;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;

/** The tables' files in S3: put and got whole, never deleted. Locations are {@code s3://} URIs. */
final class ObjectStore {
  private static final String CONTENT_TYPE = "application/octet-stream";
  private static final String SCHEME = "s3://";

  /** A connection each, at most. */
  static final int UPLOADS_AT_ONCE = 32;

  private final S3Client s3;
  private final Semaphore uploads = new Semaphore(UPLOADS_AT_ONCE);

  ObjectStore(S3Client s3) {
    this.s3 = s3;
  }

  void put(String location, ContentStreamProvider content, long bytes, Duration left)
      throws InterruptedException {
    Address address = Address.of(location);
    RequestBody body = RequestBody.fromContentProvider(content, bytes, CONTENT_TYPE);
    uploads.acquire();
    try {
      s3.putObject(
          put ->
              put.bucket(address.bucket)
                  .key(address.key)
                  .overrideConfiguration(call -> call.apiCallTimeout(positive(left))),
          body);
    } finally {
      uploads.release();
    }
  }

  byte[] get(String location, Duration left) {
    Address address = Address.of(location);
    return s3.getObjectAsBytes(
            get ->
                get.bucket(address.bucket)
                    .key(address.key)
                    .overrideConfiguration(call -> call.apiCallTimeout(positive(left))))
        .asByteArrayUnsafe();
  }

  /** The SDK takes no other; what is over anyway ends at once. */
  private static Duration positive(Duration left) {
    return left.isPositive() ? left : Duration.ofMillis(1);
  }

  private record Address(String bucket, String key) {

    static Address of(String location) {
      int slash = location.indexOf('/', SCHEME.length());
      if (!location.startsWith(SCHEME) || slash < 0) {
        throw LakeException.refusal("Cannot reach a file that is not in S3: " + location);
      }

      return new Address(location.substring(SCHEME.length(), slash), location.substring(slash + 1));
    }
  }
}
