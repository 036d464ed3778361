/** Values of decoded records go in, Arrow batches come out, one for each table. */
@NullMarked
package io.github.otlp2parquet.arrow;

import org.jspecify.annotations.NullMarked;
