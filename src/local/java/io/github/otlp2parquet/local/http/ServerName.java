package io.github.otlp2parquet.local.http;

import java.util.Locale;

/** The servers of the local stack. */
public enum ServerName {
  OTLP,
  LAMBDA,
  CATALOG,
  S3,
  /** What the runtime interface client of one function process talks to. */
  RUNTIME;

  /** Returns the name in lower case, as in the line that says that all is ready. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
