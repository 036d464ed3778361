package io.github.otlp2parquet.iceberg;

/** Failures of the lake, for the tests of the rooms that answer them. */
public final class LakeFailures {
  private LakeFailures() {}

  public static LakeException passing(String message) {
    return LakeException.passing(message, null);
  }

  public static LakeException refusal(String message) {
    return LakeException.refusal(message);
  }
}
