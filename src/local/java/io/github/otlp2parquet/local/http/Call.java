package io.github.otlp2parquet.local.http;

/**
 * One request that a server of the local stack has answered or dropped.
 *
 * @param target path and query as they were on the wire
 * @param status the status sent, 0 if the connection was dropped instead
 * @param startNanos {@link System#nanoTime()} when the body had been read
 * @param endNanos {@link System#nanoTime()} when the answer was ready
 */
public record Call(
    ServerName server,
    String method,
    String target,
    int status,
    int requestBytes,
    long startNanos,
    long endNanos) {}
