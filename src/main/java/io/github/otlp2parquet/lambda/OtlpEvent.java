package io.github.otlp2parquet.lambda;

import io.github.otlp2parquet.otlp.Signal;

/** A direct invoke: the event's bytes are OTLP/JSON themselves. */
record OtlpEvent(Signal signal) implements Event {}
