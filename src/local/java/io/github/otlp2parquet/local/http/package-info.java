/**
 * Servers on the loopback address: a request of any client comes in, the answer of a {@link
 * io.github.otlp2parquet.local.http.Service} goes out. Faults are injected and calls are recorded
 * here; no server is ever bound to another address.
 */
@NullMarked
package io.github.otlp2parquet.local.http;

import org.jspecify.annotations.NullMarked;
