/** One OTLP request goes in, its outcome comes out: the whole flow. */
@NullMarked
package io.github.otlp2parquet.ingest;

import org.jspecify.annotations.NullMarked;
