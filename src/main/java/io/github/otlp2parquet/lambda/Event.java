package io.github.otlp2parquet.lambda;

/**
 * What the function was invoked with. A further kind (a queue's messages, a schedule's maintenance)
 * is a further record here, and the compiler shows where it is to be handled.
 */
sealed interface Event permits OtlpEvent, HttpEvent {}
