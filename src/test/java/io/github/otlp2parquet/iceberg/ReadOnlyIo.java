package io.github.otlp2parquet.iceberg;

import java.net.URI;
import org.apache.iceberg.inmemory.InMemoryInputFile;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import software.amazon.awssdk.services.s3.S3Client;

/** Reads a table as another engine would. */
final class ReadOnlyIo implements FileIO {
  private static final long serialVersionUID = 1L;

  private final transient S3Client s3;

  ReadOnlyIo(S3Client s3) {
    this.s3 = s3;
  }

  @Override
  public InputFile newInputFile(String location) {
    URI uri = URI.create(location);
    byte[] bytes =
        s3.getObjectAsBytes(get -> get.bucket(uri.getAuthority()).key(uri.getPath().substring(1)))
            .asByteArray();
    return new InMemoryInputFile(location, bytes);
  }

  @Override
  public OutputFile newOutputFile(String location) {
    throw new UnsupportedOperationException(location);
  }

  @Override
  public void deleteFile(String location) {
    throw new UnsupportedOperationException(location);
  }
}
