/**
 * Lambda on this machine: the function's real zip in a JVM of its own under the real runtime
 * interface client, held to its memory and its timeout. Invocations come in by the Invoke API and
 * as requests of a function URL; the function's answers go out.
 */
@NullMarked
package io.github.otlp2parquet.local.lambda;

import org.jspecify.annotations.NullMarked;
