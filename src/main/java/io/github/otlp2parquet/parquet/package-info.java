/** Arrow batches go in, Parquet files come out. */
@NullMarked
package io.github.otlp2parquet.parquet;

import org.jspecify.annotations.NullMarked;
