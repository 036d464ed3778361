package io.github.otlp2parquet.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A function that does what a test asks of it; it runs in its own process, from a zip. */
public final class EchoHandler implements RequestStreamHandler {

  private static final AtomicInteger COUNT = new AtomicInteger();

  public EchoHandler() {
    System.out.println("init of process " + ProcessHandle.current().pid());
    if ("true".equals(System.getenv("OTLP2PARQUET_FAIL_INIT"))) {
      throw new IllegalStateException("Cannot start: asked to");
    }
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    String event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    String answer = event.contains("\"requestContext\"") ? http(event) : direct(event, context);
    out.write(answer.getBytes(StandardCharsets.UTF_8));
  }

  private static String http(String event) {
    if (event.contains("/fail")) {
      throw new IllegalStateException("asked to");
    } else if (event.contains("/odd")) {
      return "{\"hello\":1}";
    } else if (event.contains("/binary")) {
      String body = Base64.getEncoder().encodeToString(new byte[] {0, (byte) 0xFF, 1});
      return "{\"statusCode\":429,\"headers\":{\"Content-Type\":\"application/x-protobuf\","
          + "\"Retry-After\":\"3\"},\"isBase64Encoded\":true,\"body\":\""
          + body
          + "\"}";
    } else if (event.contains("/empty")) {
      return "{\"statusCode\":204}";
    }

    String body = Base64.getEncoder().encodeToString(event.getBytes(StandardCharsets.UTF_8));
    return "{\"statusCode\":200,\"headers\":{\"content-type\":\"application/json\"},"
        + "\"isBase64Encoded\":true,\"body\":\""
        + body
        + "\"}";
  }

  private static String direct(String event, Context context) {
    String what = event.replaceAll(".*\"do\":\"(\\w+)\".*", "$1");
    return switch (what) {
      case "fail" -> throw new IllegalArgumentException("asked to");
      case "exit" -> {
        System.exit(7);
        yield "";
      }
      case "sleep" -> {
        sleep();
        yield "{}";
      }
      case "memory" -> "{\"held\":" + hold() + "}";
      case "heap" -> "{\"held\":" + new byte[600 << 20].length + "}";
      case "big" -> "\"" + "x".repeat(7 << 20) + "\"";
      case "log" -> {
        for (int i = 0; i < 1000; i++) {
          System.out.println("line " + i);
        }
        System.err.println("the last line");
        yield "{}";
      }
      default ->
          "{\"event\":%s,\"count\":%d,\"pid\":%d,\"remaining\":%d,\"arn\":\"%s\",\"memory\":%d,\"env\":\"%s\",\"args\":\"%s\"}"
              .formatted(
                  event,
                  COUNT.incrementAndGet(),
                  ProcessHandle.current().pid(),
                  context.getRemainingTimeInMillis(),
                  context.getInvokedFunctionArn(),
                  context.getMemoryLimitInMB(),
                  String.join(" ", System.getenv().keySet().stream().sorted().toList()),
                  String.join(
                      " ",
                      java.lang.management.ManagementFactory.getRuntimeMXBean()
                          .getInputArguments()));
    };
  }

  private static void sleep() {
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Memory that no limit of the JVM covers, as Arrow's is. */
  private static long hold() {
    List<java.lang.foreign.MemorySegment> held = new ArrayList<>();
    java.lang.foreign.Arena arena = java.lang.foreign.Arena.ofShared();
    for (int i = 0; i < 600; i++) {
      java.lang.foreign.MemorySegment segment = arena.allocate(1 << 20);
      segment.fill((byte) 1);
      held.add(segment);
    }

    return Arrays.hashCode(held.toArray());
  }
}
