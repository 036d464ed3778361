package io.github.otlp2parquet.local.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.otlp2parquet.local.LocalOptions;
import io.github.otlp2parquet.local.LocalStack;
import io.github.otlp2parquet.local.SignedHttp;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S3 Tables' rules, by plain signed HTTP. */
class LocalCatalogRulesTest {

  private static final String ARN = URLEncoder.encode(LocalStack.WAREHOUSE, StandardCharsets.UTF_8);
  private static final String SCHEMA =
      "{\"type\":\"struct\",\"schema-id\":0,\"fields\":[{\"id\":1,\"name\":\"a\",\"required\":false,"
          + "\"type\":\"long\"}]}";
  private static final List<String> LOG = new CopyOnWriteArrayList<>();
  private static LocalStack stack;

  @BeforeAll
  static void start() throws Exception {
    stack = LocalStack.start(LocalOptions.tablesOnly().log(LOG::add));
    assertThat(send("POST", "namespaces", "{\"namespace\":[\"otel\"]}").statusCode())
        .isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    String uri = stack.catalog() + "/v1/" + ARN + "/" + path;
    return SignedHttp.s3tables().send(method, uri, body);
  }

  private static String createTable(String name, String stageCreate, String schema) {
    return "{\"name\":\"%s\",%s\"schema\":%s}".formatted(name, stageCreate, schema);
  }

  @Test
  void config_warehouse_givesEncodedArnAsPrefix() throws Exception {
    HttpResponse<String> config =
        SignedHttp.s3tables().send("GET", stack.catalog() + "/v1/config?warehouse=" + ARN, "");

    assertThat(config.statusCode()).isEqualTo(200);
    assertThat(config.body())
        .contains("\"prefix\":\"" + ARN + "\"")
        .contains("POST /v1/{prefix}/namespaces/{namespace}/tables/{table}")
        .doesNotContain("transactions")
        .doesNotContain("views")
        .doesNotContain("metrics");
  }

  @ParameterizedTest
  @CsvSource({"?warehouse=arn%3Aaws%3As3tables%3Aus-east-1%3A1%3Abucket%2Fno,404", "'',400"})
  void config_otherWarehouse_isRefused(String query, int status) throws Exception {
    assertThat(
            SignedHttp.s3tables()
                .send("GET", stack.catalog() + "/v1/config" + query, "")
                .statusCode())
        .isEqualTo(status);
  }

  @Test
  void request_unsigned_isForbidden() throws Exception {
    HttpResponse<String> answer =
        SignedHttp.unsigned("GET", stack.catalog() + "/v1/config?warehouse=" + ARN, "");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("\"type\":\"ForbiddenException\"", "\"code\":403");
  }

  @ParameterizedTest
  @CsvSource({
    "POST,transactions/commit",
    "GET,namespaces/otel/views",
    "POST,namespaces/otel/views",
    "POST,namespaces/otel/register",
    "POST,namespaces/otel/properties",
    "POST,namespaces/otel/tables/t/metrics",
    "GET,namespaces/otel/tables/t/credentials",
    "POST,namespaces/otel/tables/t/plan",
    "PUT,namespaces/otel",
  })
  void route_notOffered_isUnknown(String method, String path) throws Exception {
    HttpResponse<String> answer = send(method, path, method.equals("GET") ? "" : "{}");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("UnknownOperationException");
  }

  @Test
  void route_otherBucket_isNotFound() throws Exception {
    String other = stack.catalog() + "/v1/arn%3Aaws%3As3tables%3Ax%2Fother/namespaces";

    assertThat(SignedHttp.s3tables().send("GET", other, "").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"namespace\":[\"a\",\"b\"]}",
        "{\"namespace\":[]}",
        "{\"namespace\":\"a\"}",
        "{\"namespace\":[\"Otel\"]}",
        "{\"namespace\":[\"aws_logs\"]}",
        "{\"namespace\":[\"a-b\"]}",
        "{\"namespace\":[\"_a\"]}",
        "{\"namespace\":[\"a_\"]}",
        "{\"namespace\":[\"a.b\"]}",
        "{\"namespace\":[\"\"]}",
        "{\"namespace\":[\"ok\"],\"properties\":{\"comment\":\"x\"}}",
        "[1]",
        "not json",
      })
  void createNamespace_notAllowed_isRefused(String body) throws Exception {
    assertThat(send("POST", "namespaces", body).statusCode()).isEqualTo(400);
  }

  @Test
  void createNamespace_256Letters_isRefused() throws Exception {
    String body = "{\"namespace\":[\"%s\"]}";

    assertThat(send("POST", "namespaces", body.formatted("a".repeat(256))).statusCode())
        .isEqualTo(400);
    assertThat(send("POST", "namespaces", body.formatted("a".repeat(255))).statusCode())
        .isEqualTo(200);
  }

  @Test
  void createNamespace_twice_conflicts() throws Exception {
    HttpResponse<String> again = send("POST", "namespaces", "{\"namespace\":[\"otel\"]}");

    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("AlreadyExistsException");
  }

  @Test
  void namespace_multiLevelInPath_isRefused() throws Exception {
    assertThat(send("GET", "namespaces/a%1Fb", "").statusCode()).isEqualTo(400);
  }

  @Test
  void namespace_missing_isNotFound() throws Exception {
    assertThat(send("GET", "namespaces/none", "").statusCode()).isEqualTo(404);
    assertThat(send("HEAD", "namespaces/none", "").statusCode()).isEqualTo(404);
    assertThat(send("HEAD", "namespaces/otel", "").statusCode()).isEqualTo(204);
    assertThat(
            send(
                    "POST",
                    "namespaces/none/tables",
                    createTable("t", "\"stage-create\":false,", SCHEMA))
                .statusCode())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "'',Required field is null",
    "'\"stage-create\":null,',Required field is null",
    "'\"stage-create\":true,',Staged creation",
  })
  void createTable_stageCreate_mustBeFalse(String stageCreate, String message) throws Exception {
    HttpResponse<String> answer =
        send("POST", "namespaces/otel/tables", createTable("staged", stageCreate, SCHEMA));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Logs", "a-b", "_a", "a.b", ""})
  void createTable_name_isRefused(String name) throws Exception {
    String body = createTable(name, "\"stage-create\":false,", SCHEMA);

    assertThat(send("POST", "namespaces/otel/tables", body).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'id':1,'name':'traceId','required':false,'type':'long'} | capital letters",
        "{'id':1,'name':'a','required':false,'type':{'type':'struct','fields':["
            + "{'id':2,'name':'B','required':false,'type':'long'}]}} | capital letters",
        "{'id':1,'name':'a','required':false,'type':{'type':'list','element-id':2,"
            + "'element-required':false,'element':{'type':'struct','fields':["
            + "{'id':3,'name':'B','required':false,'type':'long'}]}}} | capital letters",
        "{'id':1,'name':'a','required':false,'type':'long'},"
            + "{'id':1,'name':'b','required':false,'type':'long'} | duplicate field id",
        "{'id':1,'name':'a','required':false,'type':{'type':'list','element-id':1,"
            + "'element-required':false,'element':'long'}} | duplicate field id",
        "{'id':1,'name':'a','required':false,'type':{'type':'map','key-id':2,'key':'string',"
            + "'value-id':2,'value-required':false,'value':'long'}} | duplicate field id",
      })
  void createTable_columns_areRefused(String fields, String message) throws Exception {
    String schema =
        "{\"type\":\"struct\",\"schema-id\":0,\"fields\":[" + fields.replace('\'', '"') + "]}";
    HttpResponse<String> answer =
        send(
            "POST",
            "namespaces/otel/tables",
            createTable("columns", "\"stage-create\":false,", schema));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(message);
  }

  @Test
  void list_pages_areTaken() throws Exception {
    for (String name : List.of("page1", "page2", "page3")) {
      String body = createTable(name, "\"stage-create\":false,", SCHEMA);
      assertThat(send("POST", "namespaces/otel/tables", body).statusCode()).isEqualTo(200);
    }

    HttpResponse<String> first = send("GET", "namespaces/otel/tables?pageToken=&pageSize=2", "");
    assertThat(first.body()).contains("page1", "page2", "next-page-token").doesNotContain("page3");
    HttpResponse<String> second = send("GET", "namespaces/otel/tables?pageToken=2&pageSize=2", "");
    assertThat(second.body()).contains("page3").doesNotContain("page1");
    assertThat(send("GET", "namespaces?pageToken=&pageSize=1", "").statusCode()).isEqualTo(200);
  }

  @Test
  void updateTable_expireProperty_isTakenAndLogged() throws Exception {
    String create = createTable("expires", "\"stage-create\":false,", SCHEMA);
    assertThat(send("POST", "namespaces/otel/tables", create).statusCode()).isEqualTo(200);
    String update =
        "{\"requirements\":[],\"updates\":[{\"action\":\"set-properties\",\"updates\":"
            + "{\"history.expire.max-snapshot-age-ms\":\"1\"}}]}";

    assertThat(send("POST", "namespaces/otel/tables/expires", update).statusCode()).isEqualTo(200);
    assertThat(LOG).anyMatch(line -> line.contains("history.expire.max-snapshot-age-ms"));
  }

  @Test
  void updateTable_staleRequirement_conflicts() throws Exception {
    String create = createTable("stale", "\"stage-create\":false,", SCHEMA);
    assertThat(send("POST", "namespaces/otel/tables", create).statusCode()).isEqualTo(200);
    String update =
        "{\"requirements\":[{\"type\":\"assert-ref-snapshot-id\",\"ref\":\"main\","
            + "\"snapshot-id\":1}],\"updates\":[]}";
    HttpResponse<String> answer = send("POST", "namespaces/otel/tables/stale", update);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("CommitFailedException");
  }

  @Test
  void updateTable_assertCreate_isRefused() throws Exception {
    String create = createTable("made", "\"stage-create\":false,", SCHEMA);
    assertThat(send("POST", "namespaces/otel/tables", create).statusCode()).isEqualTo(200);
    String update = "{\"requirements\":[{\"type\":\"assert-create\"}],\"updates\":[]}";

    assertThat(send("POST", "namespaces/otel/tables/made", update).statusCode()).isEqualTo(400);
    assertThat(send("POST", "namespaces/otel/tables/not_made", update).statusCode()).isEqualTo(404);
  }

  @Test
  void rename_table_isOffered() throws Exception {
    String create = createTable("before", "\"stage-create\":false,", SCHEMA);
    assertThat(send("POST", "namespaces/otel/tables", create).statusCode()).isEqualTo(200);
    String rename =
        "{\"source\":{\"namespace\":[\"otel\"],\"name\":\"before\"},"
            + "\"destination\":{\"namespace\":[\"otel\"],\"name\":\"after\"}}";

    assertThat(send("POST", "tables/rename", rename).statusCode()).isEqualTo(204);
    assertThat(send("HEAD", "namespaces/otel/tables/after", "").statusCode()).isEqualTo(204);
    assertThat(send("HEAD", "namespaces/otel/tables/before", "").statusCode()).isEqualTo(404);
  }
}
