package io.github.otlp2parquet.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP/1.1 server on 127.0.0.1, a virtual thread a request. It holds its port from the start, so
 * that all addresses are known before the first service runs.
 */
public final class LoopbackServer implements AutoCloseable {

  static {
    // Without it a reply waits for Nagle's algorithm and a delayed acknowledgement: 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    // Clients keep connections for minutes; after the default of 30 s theirs would be dead.
    System.setProperty("sun.net.httpserver.idleInterval", "3600");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
  }

  private final ServerName name;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final int maxBodyBytes;
  private final Faults faults;
  private final Traffic traffic;

  private LoopbackServer(
      ServerName name, HttpServer server, int maxBodyBytes, Faults faults, Traffic traffic) {
    this.name = name;
    this.server = server;
    this.maxBodyBytes = maxBodyBytes;
    this.faults = faults;
    this.traffic = traffic;
  }

  /**
   * Takes a port.
   *
   * @param port 0 for any free one
   * @param maxBodyBytes a service sees one byte more of a body that is longer
   * @throws BindException if the port is in use, with a message that names server and port
   */
  public static LoopbackServer bind(
      ServerName name, int port, int maxBodyBytes, Faults faults, Traffic traffic)
      throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
      return new LoopbackServer(name, server, maxBodyBytes, faults, traffic);
    } catch (BindException e) {
      BindException named =
          new BindException("Cannot listen for " + name.label() + ": port " + port + " is in use");
      named.initCause(e);
      throw named;
    }
  }

  /** Starts to answer. */
  public void serve(Service service) {
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(exchange, service));
    server.start();
  }

  /** Returns {@code http://127.0.0.1:port}. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Returns {@code 127.0.0.1:port}. */
  public String authority() {
    return uri().getAuthority();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange, Service service) throws IOException {
    try {
      Request request = read(exchange);
      long start = System.nanoTime();
      Reply reply = answer(request, service);
      traffic.add(
          new Call(
              name,
              request.method(),
              request.uri().toString(),
              reply.status(),
              request.body().length,
              start,
              System.nanoTime()));
      if (reply.status() != DROPPED.status()) {
        write(exchange, reply);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  /** Stands for a closed connection: an exchange that is closed before its headers are sent. */
  private static final Reply DROPPED = Reply.empty(0);

  private Reply answer(Request request, Service service) throws IOException, InterruptedException {
    Faults.Target target = new Faults.Target(name, request.method(), request.uri().toString());
    for (Fault fault : faults.take(target)) {
      switch (fault) {
        case Fault.Delay(var before) -> Thread.sleep(before);
        case Fault.Refuse(int status) -> {
          return service.refusal(status);
        }
        case Fault.Drop() -> {
          return DROPPED;
        }
        case Fault.ApplyThenDrop() -> {
          service.answer(request);
          return DROPPED;
        }
        case Fault.ApplyThenRefuse(int status) -> {
          service.answer(request);
          return service.refusal(status);
        }
      }
    }

    return answerOrFail(request, service);
  }

  /** An error of ours must not look like a dropped connection. */
  private Reply answerOrFail(Request request, Service service)
      throws IOException, InterruptedException {
    try {
      return service.answer(request);
    } catch (RuntimeException e) {
      System.getLogger(LoopbackServer.class.getName())
          .log(System.Logger.Level.ERROR, "Cannot answer " + request.uri(), e);
      return service.refusal(500);
    }
  }

  private Request read(HttpExchange exchange) throws IOException {
    try (InputStream in = exchange.getRequestBody()) {
      byte[] body = in.readNBytes(maxBodyBytes + 1);
      in.transferTo(OutputStream.nullOutputStream());
      return new Request(
          exchange.getRequestMethod(),
          exchange.getRequestURI(),
          exchange.getProtocol(),
          exchange.getRequestHeaders(),
          body,
          exchange.getRemoteAddress().getAddress().getHostAddress());
    }
  }

  private static void write(HttpExchange exchange, Reply reply) throws IOException {
    boolean head = exchange.getRequestMethod().equals("HEAD");
    reply.headers().forEach((header, values) -> exchange.getResponseHeaders().put(header, values));
    if (!head) {
      exchange.getResponseHeaders().remove("Content-Length");
    }

    boolean bodiless = head || reply.body().length == 0 || reply.status() == 204;
    exchange.sendResponseHeaders(reply.status(), bodiless ? -1 : reply.body().length);
    if (!bodiless) {
      exchange.getResponseBody().write(reply.body());
    }
  }

  /** Response headers that belong to one connection and are never passed on. */
  public static final List<String> HOP_BY_HOP =
      List.of("connection", "keep-alive", "transfer-encoding", "upgrade", "te", "trailer");
}
