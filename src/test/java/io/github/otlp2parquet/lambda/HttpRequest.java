package io.github.otlp2parquet.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.ApplicationLoadBalancerRequestEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request of a test, and the event that each front makes of it, by the classes of
 * aws-lambda-java-events.
 */
record HttpRequest(
    String method, String path, Map<String, String> headers, byte[] body, boolean asText) {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(JsonNodeFeature.WRITE_NULL_PROPERTIES).build();

  static HttpRequest post(String path, String contentType, byte[] body) {
    return new HttpRequest("POST", path, Map.of("Content-Type", contentType), body, false);
  }

  static HttpRequest of(String method, String path) {
    return new HttpRequest(method, path, Map.of(), new byte[0], false);
  }

  HttpRequest withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new HttpRequest(method, path, more, body, asText);
  }

  /** As a front sends what it takes for text: bytes that are no UTF-8 become U+FFFD. */
  HttpRequest sentAsText() {
    return new HttpRequest(method, path, headers, body, true);
  }

  byte[] event(HttpFront front) {
    return switch (front) {
      case HTTP_2 -> http2();
      case HTTP_1 -> proxy("1.0");
      case REST -> proxy(null);
      case ALB -> alb(false);
      case ALB_MULTI_VALUE -> alb(true);
    };
  }

  private byte[] http2() {
    Map<String, String> lowerCase =
        headers.entrySet().stream()
            .collect(
                Collectors.toMap(e -> e.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    var http =
        APIGatewayV2HTTPEvent.RequestContext.Http.builder()
            .withMethod(method)
            .withPath(path)
            .withProtocol("HTTP/1.1")
            .withSourceIp("127.0.0.1")
            .withUserAgent("OTel-OTLP-Exporter-Java/1.67.0")
            .build();
    return json(
        APIGatewayV2HTTPEvent.builder()
            .withVersion("2.0")
            .withRouteKey("$default")
            .withRawPath(path)
            .withRawQueryString("")
            .withHeaders(lowerCase)
            .withRequestContext(
                APIGatewayV2HTTPEvent.RequestContext.builder()
                    .withHttp(http)
                    .withStage("$default")
                    .build())
            .withBody(text())
            .withIsBase64Encoded(!asText)
            .build());
  }

  private byte[] proxy(String version) {
    var event =
        new APIGatewayProxyRequestEvent()
            .withResource("/{proxy+}")
            .withPath(path)
            .withHttpMethod(method)
            .withHeaders(headers)
            .withMultiValueHeaders(multiValueHeaders())
            .withRequestContext(
                new APIGatewayProxyRequestEvent.ProxyRequestContext()
                    .withPath("/prod" + path)
                    .withHttpMethod(method)
                    .withStage("prod"))
            .withBody(text())
            .withIsBase64Encoded(!asText);
    event.setVersion(version);
    return json(event);
  }

  private byte[] alb(boolean multiValue) {
    var elb = new ApplicationLoadBalancerRequestEvent.Elb();
    elb.setTargetGroupArn(
        "arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/lambda/49e9d65c45c6791a");
    var context = new ApplicationLoadBalancerRequestEvent.RequestContext();
    context.setElb(elb);
    var event = new ApplicationLoadBalancerRequestEvent();
    event.setRequestContext(context);
    event.setHttpMethod(method);
    event.setPath(path);
    if (multiValue) {
      event.setMultiValueHeaders(multiValueHeaders());
    } else {
      event.setHeaders(headers);
    }
    event.setBody(text());
    event.setIsBase64Encoded(!asText);
    return json(event);
  }

  private Map<String, List<String>> multiValueHeaders() {
    return headers.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue())));
  }

  private String text() {
    return asText ? new String(body, UTF_8) : Base64.getEncoder().encodeToString(body);
  }

  private static byte[] json(Object event) {
    try {
      return JSON.writeValueAsBytes(JSON.<JsonNode>valueToTree(event));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
