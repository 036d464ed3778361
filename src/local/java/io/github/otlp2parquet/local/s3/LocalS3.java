package io.github.otlp2parquet.local.s3;

import io.github.otlp2parquet.local.http.Reply;
import io.github.otlp2parquet.local.http.Request;
import io.github.otlp2parquet.local.http.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/**
 * S3Proxy, which checks signatures and checksums and knows conditional writes, behind a server that
 * keeps the rules of table buckets and injects faults. The way through the outer server leaves the
 * Host header as it is, since it is signed.
 */
public final class LocalS3 implements Service, AutoCloseable {

  private final BlobStore store;
  private final S3Proxy proxy;
  private final InnerHttp inner;
  private final Deletes deletes;

  private LocalS3(BlobStore store, S3Proxy proxy, Deletes deletes) {
    this.store = store;
    this.proxy = proxy;
    this.inner = new InnerHttp(proxy.getPort());
    this.deletes = deletes;
  }

  /**
   * Starts S3Proxy.
   *
   * @param directory where objects are kept, or empty for memory
   */
  public static LocalS3 start(
      Optional<Path> directory, String accessKey, String secretKey, Deletes deletes)
      throws IOException {
    BlobStore store =
        directory.isPresent()
            ? new FilesystemNio2BlobStore(Files.createDirectories(directory.get()).toString())
            : new TransientNio2BlobStore();
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
            // Newer SDKs send headers that S3Proxy does not know and need not.
            .ignoreUnknownHeaders(true)
            // Otherwise it waits two seconds for kept connections when it stops.
            .stopTimeout(0)
            .build();
    try {
      proxy.start();
    } catch (Exception e) {
      throw new IOException("Cannot start the local S3", e);
    }

    return new LocalS3(store, proxy, deletes);
  }

  /** Returns what the catalog reads and writes without a request. */
  public BlobStore store() {
    return store;
  }

  @Override
  public Reply answer(Request request) throws IOException {
    if (deletes == Deletes.REFUSED && TableBucketRules.refuse(request)) {
      return error(403, "AccessDenied", "Access Denied");
    }

    return inner.send(request);
  }

  @Override
  public Reply refusal(int status) {
    String code =
        switch (status) {
          case 403 -> "AccessDenied";
          case 404 -> "NoSuchKey";
          case 409 -> "OperationAborted";
          case 412 -> "PreconditionFailed";
          case 503 -> "SlowDown";
          default -> "InternalError";
        };
    return error(status, code, "Injected fault");
  }

  @Override
  public void close() {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot stop the local S3", e);
    } finally {
      store.close();
    }
  }

  private static Reply error(int status, String code, String message) {
    String xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>%s</Code><Message>%s</Message></Error>"
            .formatted(code, message);
    byte[] body = xml.getBytes(StandardCharsets.UTF_8);
    return new Reply(status, Map.of("Content-Type", List.of("application/xml")), body);
  }
}
