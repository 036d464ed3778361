/** Made-up telemetry for tests, benchmarks and testdata, and its OTLP/JSON. */
@NullMarked
package io.github.otlp2parquet.local.payload;

import org.jspecify.annotations.NullMarked;
