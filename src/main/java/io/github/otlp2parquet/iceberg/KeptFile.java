package io.github.otlp2parquet.iceberg;

/** A metadata file and what is in it: files are never changed once they are written. */
record KeptFile(String location, byte[] bytes) {

  static KeptFile read(ObjectStore store, String location) {
    return new KeptFile(location, store.get(location, Deadline.left()));
  }
}
