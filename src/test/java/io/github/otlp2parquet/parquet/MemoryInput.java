package io.github.otlp2parquet.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.iceberg.inmemory.InMemoryInputFile;
import org.apache.iceberg.io.InputFile;

/** Written files as Iceberg reads them. */
final class MemoryInput {
  private MemoryInput() {}

  static InputFile of(EncodedFile file) throws IOException {
    return new InMemoryInputFile(bytes(file));
  }

  static byte[] bytes(EncodedFile file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    file.bytes().writeTo(out);
    return out.toByteArray();
  }
}
