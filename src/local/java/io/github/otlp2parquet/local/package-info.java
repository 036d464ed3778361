/**
 * The local stack and the benchmarks: requests of real clients go in, answers and tables on this
 * machine come out.
 */
@NullMarked
package io.github.otlp2parquet.local;

import org.jspecify.annotations.NullMarked;
