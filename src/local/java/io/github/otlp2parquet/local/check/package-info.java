/**
 * The end-to-end check: marks telemetry as this run's, invokes the function with it, and counts
 * what arrived. It believes nobody: what the function answers, what the catalog's snapshots say and
 * what DuckDB reads must agree with what was sent.
 */
@NullMarked
package io.github.otlp2parquet.local.check;

import org.jspecify.annotations.NullMarked;
