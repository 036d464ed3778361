/** The bytes of an OTLP request go in, checked telemetry comes out. */
@NullMarked
package io.github.otlp2parquet.otlp;

import org.jspecify.annotations.NullMarked;
