package io.github.otlp2parquet.parquet;

/**
 * How large the parts of a file may become.
 *
 * @param pageRows rows of a page
 * @param pageBytes plain bytes of a page's values, but at least one row
 * @param dictionaryBytes plain bytes of a dictionary
 * @param rowGroupBytes plain bytes of a row group, estimated from the batch's mean row
 */
record Limits(int pageRows, int pageBytes, int dictionaryBytes, long rowGroupBytes) {
  /** Pages and row groups as most writers have them; a page is what a reader can skip. */
  static final Limits USUAL = new Limits(20_000, 1 << 20, 4 << 20, 128L << 20);

  Limits {
    if (pageRows < 1 || pageBytes < 1 || dictionaryBytes < 0 || rowGroupBytes < 1) {
      throw new IllegalArgumentException("Invalid limits: less than one row");
    }
  }
}
