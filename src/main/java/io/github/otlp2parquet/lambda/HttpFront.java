package io.github.otlp2parquet.lambda;

import java.util.Locale;

/**
 * What of AWS turned an HTTP request into an event, and turns our answer back.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html">Function
 *     URLs</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">HTTP
 *     APIs</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">REST
 *     APIs</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html">Load
 *     balancers</a>
 */
enum HttpFront {
  /** A function URL, or an HTTP API with payload format 2.0. */
  HTTP_2,
  /** An HTTP API with payload format 1.0. */
  HTTP_1,
  /** A REST API. */
  REST,
  /** An application load balancer. */
  ALB,
  /** An application load balancer whose target group has multi-value headers enabled. */
  ALB_MULTI_VALUE;

  /**
   * Whether it inflates a gzip body but leaves the Content-Encoding: REST APIs with compression
   * enabled do.
   */
  boolean mayInflate() {
    return this == REST;
  }

  /** Whether an answer needs a {@code statusDescription}. */
  boolean wantsStatusDescription() {
    return this == ALB || this == ALB_MULTI_VALUE;
  }

  /** The name in log lines. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
