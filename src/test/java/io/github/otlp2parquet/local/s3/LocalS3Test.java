package io.github.otlp2parquet.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.otlp2parquet.local.IcebergClient;
import io.github.otlp2parquet.local.LocalOptions;
import io.github.otlp2parquet.local.LocalStack;
import io.github.otlp2parquet.local.SignedHttp;
import io.github.otlp2parquet.local.http.Fault;
import io.github.otlp2parquet.local.http.ServerName;
import java.io.IOException;
import java.util.Map;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.rest.RESTCatalog;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

class LocalS3Test {

  private static LocalStack stack;
  private static S3Client client;
  private static String bucket;

  @BeforeAll
  static void start() throws IOException {
    // A fault that is met once must not be retried away.
    System.setProperty("aws.maxAttempts", "1");
    stack = LocalStack.start(LocalOptions.tablesOnly());
    client = client(stack, "local-secret");
    bucket = tableBucket(stack);
  }

  @AfterAll
  static void stop() {
    System.clearProperty("aws.maxAttempts");
    client.close();
    stack.close();
  }

  @AfterEach
  void clearFaults() {
    stack.faults().clear();
  }

  private static String tableBucket(LocalStack of) throws IOException {
    try (RESTCatalog catalog = IcebergClient.catalog(of)) {
      catalog.createNamespace(Namespace.of("n"));
      return catalog
          .createTable(TableIdentifier.of("n", "t"), IcebergClient.SCHEMA)
          .location()
          .substring("s3://".length());
    }
  }

  private static S3Client client(LocalStack of, String secret) {
    return S3Client.builder()
        .endpointOverride(of.s3())
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", secret)))
        .build();
  }

  private static void put(String key, String text) {
    client.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(text));
  }

  private static String get(String key) {
    return client.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String();
  }

  private static void assertStatus(int status, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(status));
  }

  @Test
  void put_oddKey_isRead() {
    String key = "data/a b+c=d%&é/time_day=2026-11-23/x.parquet";
    put(key, "content");

    assertThat(get(key)).isEqualTo("content");
    assertThat(client.headObject(r -> r.bucket(bucket).key(key)).contentLength()).isEqualTo(7);
    assertThat(
            client
                .getObjectAsBytes(r -> r.bucket(bucket).key(key).range("bytes=3-4"))
                .asUtf8String())
        .isEqualTo("te");
  }

  @Test
  void put_ifNoneMatch_isTakenOnce() {
    client.putObject(
        r -> r.bucket(bucket).key("once").ifNoneMatch("*"), RequestBody.fromString("1"));

    assertStatus(
        412,
        () ->
            client.putObject(
                r -> r.bucket(bucket).key("once").ifNoneMatch("*"), RequestBody.fromString("2")));
    assertThat(get("once")).isEqualTo("1");
  }

  @Test
  void put_wrongChecksum_isRefused() {
    assertStatus(
        400,
        () ->
            client.putObject(
                r -> r.bucket(bucket).key("sum").checksumSHA256("A".repeat(43) + "="),
                RequestBody.fromString("1")));
  }

  @Test
  void get_missing_isNotFound() {
    assertStatus(404, () -> get("missing"));
  }

  @Test
  void delete_inTableBucket_isRefused() {
    put("kept", "1");

    assertStatus(403, () -> client.deleteObject(r -> r.bucket(bucket).key("kept")));
    assertStatus(
        403,
        () ->
            client.deleteObjects(
                r ->
                    r.bucket(bucket)
                        .delete(d -> d.objects(ObjectIdentifier.builder().key("kept").build()))));
    assertStatus(403, () -> client.deleteBucket(r -> r.bucket(bucket)));
    assertThat(get("kept")).isEqualTo("1");
  }

  @Test
  void list_ofTableBucket_isRefused() {
    assertStatus(403, () -> client.listObjectsV2(r -> r.bucket(bucket)));
    assertStatus(403, () -> client.listObjects(r -> r.bucket(bucket)));
    assertStatus(403, () -> client.listMultipartUploads(r -> r.bucket(bucket)));
    assertStatus(403, () -> client.headBucket(r -> r.bucket(bucket)));
  }

  @Test
  void createBucket_namedAsTableBucket_isRefused() {
    assertStatus(403, () -> client.createBucket(r -> r.bucket("mine--table-s3")));
  }

  @Test
  void otherBucket_any_isOrdinary() {
    client.createBucket(r -> r.bucket("staging"));
    client.putObject(r -> r.bucket("staging").key("a"), RequestBody.fromString("1"));

    assertThat(client.listObjectsV2(r -> r.bucket("staging")).contents()).hasSize(1);
    client.deleteObject(r -> r.bucket("staging").key("a"));
    assertThat(client.listObjectsV2(r -> r.bucket("staging")).contents()).isEmpty();
  }

  @Test
  void multipart_completeAndAbort_areAllowed() {
    String upload = client.createMultipartUpload(r -> r.bucket(bucket).key("parts")).uploadId();
    String etag =
        client
            .uploadPart(
                r -> r.bucket(bucket).key("parts").uploadId(upload).partNumber(1),
                RequestBody.fromString("part"))
            .eTag();
    assertThat(client.listParts(r -> r.bucket(bucket).key("parts").uploadId(upload)).parts())
        .hasSize(1);
    client.completeMultipartUpload(
        r ->
            r.bucket(bucket)
                .key("parts")
                .uploadId(upload)
                .multipartUpload(
                    m -> m.parts(CompletedPart.builder().partNumber(1).eTag(etag).build())));
    assertThat(get("parts")).isEqualTo("part");

    String aborted = client.createMultipartUpload(r -> r.bucket(bucket).key("gone")).uploadId();
    client.abortMultipartUpload(r -> r.bucket(bucket).key("gone").uploadId(aborted));
    assertStatus(404, () -> get("gone"));
  }

  @Test
  void request_wrongSecretOrUnsigned_isForbidden() throws Exception {
    try (S3Client other = client(stack, "wrong")) {
      assertStatus(403, () -> other.getObject(r -> r.bucket(bucket).key("x")));
    }

    String body = "x".repeat(20 * 1024 * 1024);
    assertThat(SignedHttp.unsigned("PUT", stack.s3() + "/" + bucket + "/x", body).statusCode())
        .isEqualTo(403);
  }

  @Test
  void delete_storeThatAllowsIt_deletes() throws IOException {
    try (LocalStack other = LocalStack.start(LocalOptions.tablesOnly().deletes(Deletes.ALLOWED));
        S3Client ordinary = client(other, "local-secret")) {
      String its = tableBucket(other);
      ordinary.putObject(r -> r.bucket(its).key("a"), RequestBody.fromString("1"));
      ordinary.deleteObject(r -> r.bucket(its).key("a"));

      assertStatus(404, () -> ordinary.getObject(r -> r.bucket(its).key("a")));
    }
  }

  @Test
  void fault_refuse_changesNothing() {
    stack.faults().once(call -> call.server() == ServerName.S3, new Fault.Refuse(503));

    assertStatus(503, () -> put("refused", "1"));
    assertStatus(404, () -> get("refused"));
  }

  @Test
  void fault_drop_changesNothing() {
    var rule = stack.faults().once(call -> call.method().equals("PUT"), new Fault.Drop());

    assertThatThrownBy(() -> put("dropped", "1")).isInstanceOf(SdkClientException.class);
    assertThat(rule.hits()).isEqualTo(1);
    assertStatus(404, () -> get("dropped"));
  }

  @Test
  void fault_applyThenDrop_changes() {
    stack.faults().once(call -> call.target().contains("/applied"), new Fault.ApplyThenDrop());

    assertThatThrownBy(() -> put("applied", "1")).isInstanceOf(SdkClientException.class);
    assertThat(get("applied")).isEqualTo("1");
  }

  @Test
  void fault_delayAndRefuse_bothHappen() {
    stack.faults().always(call -> true, new Fault.Delay(java.time.Duration.ofMillis(150)));
    stack.faults().times(2, call -> true, new Fault.Refuse(500));
    stack.traffic().clear();

    assertStatus(500, () -> get("x"));
    assertStatus(500, () -> get("x"));
    assertStatus(404, () -> get("x"));
    assertThat(stack.traffic().calls())
        .hasSize(3)
        .allMatch(call -> call.endNanos() - call.startNanos() >= 150_000_000)
        .extracting(call -> Map.entry(call.method(), call.status()))
        .containsExactly(Map.entry("GET", 500), Map.entry("GET", 500), Map.entry("GET", 404));
  }
}
