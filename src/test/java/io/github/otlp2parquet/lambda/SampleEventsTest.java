package io.github.otlp2parquet.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.otlp2parquet.otlp.Signal;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Events as AWS documents them, fields in its order, and the answers that each front expects. */
class SampleEventsTest {
  private final Invocations function = Invocations.storing();

  /** docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html. */
  @Test
  void functionUrl() throws IOException {
    JsonNode answer =
        function.invoke(
            """
            {
              "version": "2.0",
              "routeKey": "$default",
              "rawPath": "/v1/logs",
              "rawQueryString": "parameter1=value1&parameter1=value2",
              "cookies": ["cookie1", "cookie2"],
              "headers": {"header1": "value1", "content-type": "application/json", "header2": "a,b"},
              "queryStringParameters": {"parameter1": "value1,value2"},
              "requestContext": {
                "accountId": "123456789012",
                "apiId": "<urlid>",
                "authentication": null,
                "authorizer": {"iam": {"accessKey": "AKIA...", "cognitoIdentity": null}},
                "domainName": "<url-id>.lambda-url.us-west-2.on.aws",
                "http": {
                  "method": "POST",
                  "path": "/my/path",
                  "protocol": "HTTP/1.1",
                  "sourceIp": "123.123.123.123",
                  "userAgent": "agent"
                },
                "requestId": "id",
                "stage": "$default",
                "timeEpoch": 1583348638390
              },
              "body": "eyJyZXNvdXJjZUxvZ3MiOltdfQ==",
              "pathParameters": null,
              "isBase64Encoded": true,
              "stageVariables": null
            }
            """
                .getBytes(UTF_8));

    assertStored(Signal.LOGS, "{\"resourceLogs\":[]}");
    assertThat(answer)
        .isEqualTo(
            Invocations.JSON.readTree(
                """
                {"statusCode": 200, "headers": {"Content-Type": "application/json"},
                 "isBase64Encoded": false, "body": "{}"}
                """));
    assertThat(function.logged().get("event").asText()).isEqualTo("http_2");
  }

  /**
   * docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html.
   */
  @Test
  void httpApi_format1() {
    function.invoke(
        """
        {
          "version": "1.0",
          "resource": "/my/path",
          "path": "/prod/v1/traces",
          "httpMethod": "POST",
          "headers": {"header1": "value1", "Content-Type": "application/json"},
          "multiValueHeaders": {"header1": ["value1"], "Content-Type": ["application/json"]},
          "queryStringParameters": {"parameter1": "value1"},
          "multiValueQueryStringParameters": {"parameter1": ["value1", "value2"]},
          "requestContext": {
            "accountId": "123456789012",
            "authorizer": {"claims": null, "scopes": null},
            "httpMethod": "POST",
            "identity": {"sourceIp": "192.0.2.1", "userAgent": "user-agent"},
            "path": "/my/path",
            "protocol": "HTTP/1.1",
            "stage": "$default"
          },
          "pathParameters": null,
          "stageVariables": null,
          "body": "{\\"resourceSpans\\":[]}",
          "isBase64Encoded": false
        }
        """
            .getBytes(UTF_8));

    assertStored(Signal.TRACES, "{\"resourceSpans\":[]}");
    assertThat(function.logged().get("event").asText()).isEqualTo("http_1");
  }

  /** docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html. */
  @Test
  void restApi() {
    function.invoke(
        """
        {
          "resource": "/{proxy+}",
          "path": "/v1/metrics",
          "httpMethod": "POST",
          "headers": {"Accept": "*/*", "Content-Type": "application/json; charset=UTF-8"},
          "multiValueHeaders": {
            "Accept": ["*/*"], "CONTENT-TYPE": ["application/json; charset=UTF-8"]
          },
          "queryStringParameters": null,
          "multiValueQueryStringParameters": null,
          "pathParameters": {"proxy": "v1/metrics"},
          "stageVariables": null,
          "requestContext": {"resourceId": "2gxmpl", "httpMethod": "POST", "stage": "Prod"},
          "body": "{\\"resourceMetrics\\":[ ]}",
          "isBase64Encoded": false
        }
        """
            .getBytes(UTF_8));

    assertStored(Signal.METRICS, "{\"resourceMetrics\":[ ]}");
    assertThat(function.logged().get("event").asText()).isEqualTo("rest");
  }

  /** docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html. */
  @Test
  void loadBalancer() throws IOException {
    JsonNode answer =
        function.invoke(
            """
            {
              "requestContext": {"elb": {"targetGroupArn": "arn:aws:elasticloadbalancing:x"}},
              "httpMethod": "GET",
              "path": "/health",
              "queryStringParameters": {},
              "headers": {"user-agent": "ELB-HealthChecker/2.0"},
              "body": "",
              "isBase64Encoded": false
            }
            """
                .getBytes(UTF_8));

    assertThat(function.telemetry).isEmpty();
    assertThat(answer)
        .isEqualTo(
            Invocations.JSON.readTree(
                """
                {"statusCode": 200, "statusDescription": "200 OK",
                 "headers": {"Content-Type": "application/json"},
                 "isBase64Encoded": false, "body": "{\\"status\\":\\"ok\\"}"}
                """));
    assertThat(function.logged().get("message").asText()).isEqualTo("health");
  }

  @Test
  void loadBalancer_withMultiValueHeaders() throws IOException {
    JsonNode answer =
        function.invoke(
            """
            {
              "requestContext": {"elb": {"targetGroupArn": "arn:aws:elasticloadbalancing:x"}},
              "httpMethod": "PUT",
              "path": "/v1/logs",
              "multiValueQueryStringParameters": {"myKey": ["val1", "val2"]},
              "multiValueHeaders": {"content-type": ["application/json"], "cookie": ["a", "b"]},
              "body": "",
              "isBase64Encoded": false
            }
            """
                .getBytes(UTF_8));

    assertThat(answer)
        .isEqualTo(
            Invocations.JSON.readTree(
                """
                {"statusCode": 405, "statusDescription": "405 Method Not Allowed",
                 "multiValueHeaders": {"Allow": ["POST"], "Content-Type": ["application/json"]},
                 "isBase64Encoded": false,
                 "body": "{\\"code\\":12,\\"message\\":\\"Cannot take this method: the path takes POST\\"}"}
                """));
  }

  @Test
  void base64_withEscapedSlashes_isRead() {
    function.invoke(
        """
        {"version": "2.0", "isBase64Encoded": true, "body": "\\/\\/\\u002b+", "rawPath": "/v1/logs",
         "headers": {"content-type": "application/x-protobuf"},
         "requestContext": {"http": {"method": "POST"}}}
        """
            .getBytes(UTF_8));

    assertThat(function.telemetry.getFirst().body()).isEqualTo(new byte[] {-1, -1, -66});
  }

  @Test
  void contentEncoding_inSeveralHeaders_isOneList() {
    JsonNode answer =
        function.invoke(
            """
            {"requestContext": {"elb": {}}, "httpMethod": "POST", "path": "/v1/logs",
             "multiValueHeaders": {"content-type": ["application/json"],
                                   "content-encoding": ["identity", "br"]},
             "body": "{}", "isBase64Encoded": false}
            """
                .getBytes(UTF_8));

    assertThat(answer.get("statusDescription").asText()).isEqualTo("400 Bad Request");
    assertThat(answer.get("body").asText()).contains("Content-Encoding is br");
  }

  private void assertStored(Signal signal, String body) {
    assertThat(function.telemetry).hasSize(1);
    assertThat(function.telemetry.getFirst().signal()).isEqualTo(signal);
    assertThat(function.telemetry.getFirst().body()).asString(UTF_8).isEqualTo(body);
  }
}
