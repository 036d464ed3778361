/** AWS events go in, their answers come out. */
@NullMarked
package io.github.otlp2parquet.lambda;

import org.jspecify.annotations.NullMarked;
