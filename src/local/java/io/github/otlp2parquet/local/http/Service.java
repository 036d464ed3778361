package io.github.otlp2parquet.local.http;

import java.io.IOException;

/** What a server does with a request. */
@FunctionalInterface
public interface Service {

  /** Answers one request; called by several threads at once. */
  Reply answer(Request request) throws IOException, InterruptedException;

  /** Returns this server's own form of an error, for a fault that refuses a request. */
  default Reply refusal(int status) {
    return Reply.json(status, "{\"message\":\"Injected fault\"}");
  }
}
