package io.github.otlp2parquet.local.payload;

import static io.github.otlp2parquet.local.payload.Attributes.attribute;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.List;
import java.util.Random;

/** Traces of one HTTP server span with a few database calls below it. */
final class TracePayload {
  private static final int CALLS = 4;
  private static final List<String> ROUTES =
      List.of("/api/v1/orders/{id}", "/api/v1/carts/{id}/items", "/api/v1/products/{sku}");
  private static final List<String> QUERIES =
      List.of(
          "SELECT id, status, total FROM orders WHERE customer_id = $1 ORDER BY created_at DESC",
          "UPDATE inventory SET reserved = reserved + $1 WHERE sku = $2 AND stock > reserved",
          "INSERT INTO order_lines (order_id, sku, quantity, price) VALUES ($1, $2, $3, $4)");
  private static final List<String> AGENTS =
      List.of(
          "Mozilla/5.0 (X11; Linux x86_64; rv:147.0) Gecko/20100101 Firefox/147.0",
          "okhttp/5.3.2",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 26_2 like Mac OS X) AppleWebKit/605.1.15");

  private final Random random;

  TracePayload(Random random) {
    this.random = random;
  }

  ExportTraceServiceRequest request(int records) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    for (int instance = 0; instance < Fleet.INSTANCES; instance++) {
      ScopeSpans.Builder spans = ScopeSpans.newBuilder().setScope(Fleet.scope(instance));
      addTraces(spans, Fleet.share(records, instance));
      if (spans.getSpansCount() > 0) {
        request.addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(Fleet.resource(instance))
                .addScopeSpans(spans)
                .setSchemaUrl(Fleet.SCHEMA_URL));
      }
    }

    return request.build();
  }

  private void addTraces(ScopeSpans.Builder spans, int count) {
    long time = Fleet.START;
    while (spans.getSpansCount() < count) {
      time += 1 + random.nextInt(50_000_000);
      Span server = server(time);
      spans.addSpans(server);
      for (int i = 0; i < CALLS && spans.getSpansCount() < count; i++) {
        spans.addSpans(call(server, time + i * 1_000_000L));
      }
    }
  }

  private Span server(long time) {
    int status = random.nextInt(20) == 0 ? 500 : 200;
    String route = Fleet.oneOf(random, ROUTES);
    Span.Builder span =
        span(Fleet.id(random, 16), "GET " + route, Span.SpanKind.SPAN_KIND_SERVER, time)
            .addAttributes(attribute("http.request.method", "GET"))
            .addAttributes(attribute("http.route", route))
            .addAttributes(attribute("http.response.status_code", status))
            .addAttributes(attribute("url.scheme", "https"))
            .addAttributes(attribute("url.path", route.replaceAll("\\{.*}", digits())))
            .addAttributes(attribute("server.address", "shop.example.com"))
            .addAttributes(attribute("server.port", 443))
            .addAttributes(attribute("client.address", address()))
            .addAttributes(attribute("network.protocol.version", "2"))
            .addAttributes(attribute("user_agent.original", Fleet.oneOf(random, AGENTS)));
    if (status == 500) {
      span.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
      span.addEvents(exception(time));
    }

    if (random.nextInt(25) == 0) {
      span.addLinks(link());
    }

    return span.build();
  }

  private Span call(Span server, long time) {
    return span(server.getTraceId(), "SELECT shop.orders", Span.SpanKind.SPAN_KIND_CLIENT, time)
        .setParentSpanId(server.getSpanId())
        .addAttributes(attribute("db.system.name", "postgresql"))
        .addAttributes(attribute("db.namespace", "shop"))
        .addAttributes(attribute("db.collection.name", "orders"))
        .addAttributes(attribute("db.operation.name", "SELECT"))
        .addAttributes(attribute("db.query.text", Fleet.oneOf(random, QUERIES)))
        .addAttributes(attribute("server.address", "orders-db.internal.example.com"))
        .addAttributes(attribute("server.port", 5432))
        .addAttributes(attribute("db.response.returned_rows", random.nextInt(500)))
        .build();
  }

  private Span.Builder span(ByteString traceId, String name, Span.SpanKind kind, long time) {
    return Span.newBuilder()
        .setTraceId(traceId)
        .setSpanId(Fleet.id(random, 8))
        .setFlags(0x101)
        .setName(name)
        .setKind(kind)
        .setStartTimeUnixNano(time)
        .setEndTimeUnixNano(time + 100_000 + random.nextInt(80_000_000));
  }

  private static Span.Event exception(long time) {
    return Span.Event.newBuilder()
        .setTimeUnixNano(time + 90_000)
        .setName("exception")
        .addAttributes(attribute("exception.type", "java.net.SocketTimeoutException"))
        .addAttributes(attribute("exception.message", "Read timed out"))
        .addAttributes(
            attribute(
                "exception.stacktrace",
                """
                java.net.SocketTimeoutException: Read timed out
                \tat java.base/sun.nio.ch.NioSocketImpl.timedRead(NioSocketImpl.java:278)
                \tat io.shop.checkout.PaymentClient.authorise(PaymentClient.java:91)
                """))
        .build();
  }

  private Span.Link link() {
    return Span.Link.newBuilder()
        .setTraceId(Fleet.id(random, 16))
        .setSpanId(Fleet.id(random, 8))
        .setFlags(0x300)
        .addAttributes(attribute("messaging.operation.type", "process"))
        .build();
  }

  private String digits() {
    return Integer.toString(random.nextInt(1_000_000));
  }

  private String address() {
    return "203.0.113." + random.nextInt(256);
  }
}
