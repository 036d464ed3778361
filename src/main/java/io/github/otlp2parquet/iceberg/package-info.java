/** Written data files go in, what became of their commit comes out. */
@NullMarked
package io.github.otlp2parquet.iceberg;

import org.jspecify.annotations.NullMarked;
