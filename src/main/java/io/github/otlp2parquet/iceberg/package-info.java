/**
 * Data files in, one commit per table out: loads, creates and evolves tables, appends exactly once.
 *
 * <p>No file is ever deleted and no table dropped here.
 */
@NullMarked
package io.github.otlp2parquet.iceberg;

import org.jspecify.annotations.NullMarked;
