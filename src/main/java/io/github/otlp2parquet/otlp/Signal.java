package io.github.otlp2parquet.otlp;

/** The three kinds of telemetry that OTLP carries and the tables hold. */
public enum Signal {
  LOGS("logs", "log records"),
  TRACES("traces", "spans"),
  METRICS("metrics", "data points");

  private final String label;
  private final String records;

  Signal(String label, String records) {
    this.label = label;
    this.records = records;
  }

  /**
   * The name in paths, in answers and in a request's key: {@code logs}, {@code traces}, {@code
   * metrics}.
   */
  public String label() {
    return label;
  }

  /** The path of OTLP/HTTP, for instance {@code /v1/logs}. */
  public String path() {
    return "/v1/" + label;
  }

  /**
   * What one record is called in a sentence, plural: {@code log records}, {@code spans}, {@code
   * data points}.
   */
  public String record() {
    return records;
  }
}
