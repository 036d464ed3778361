package io.github.otlp2parquet.local.lambda;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** One event on its way to the function. */
record Invocation(
    String requestId, byte[] event, String qualifier, CompletableFuture<InvocationResult> result) {

  static Invocation of(byte[] event, String qualifier) {
    return new Invocation(
        UUID.randomUUID().toString(), event, qualifier, new CompletableFuture<>());
  }

  /** Returns the version that the qualifier names: the alias {@code live} points to version 1. */
  String version() {
    return qualifier.equals("live") ? "1" : "$LATEST";
  }
}
