package io.github.otlp2parquet.parquet;

/**
 * Numbers of <a
 * href="https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift">parquet.thrift</a>.
 */
final class Format {
  static final int UNCOMPRESSED = 0;
  static final int ZSTD = 6;

  static final int PLAIN = 0;
  static final int RLE = 3;
  static final int RLE_DICTIONARY = 8;

  static final int DATA_PAGE = 0;
  static final int DICTIONARY_PAGE = 2;

  private Format() {}
}
