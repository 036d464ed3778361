package io.github.otlp2parquet.local.catalog;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.inmemory.InMemoryInputFile;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * The catalog's own way to the local S3, without a request: it reads and writes metadata.json.
 * Locations are {@code s3://bucket/key}.
 */
final class StoreFileIO implements FileIO {

  /** Over this size S3 Tables refuses every operation on the table. */
  static final int MAX_METADATA_BYTES = 50 * 1024 * 1024;

  private static final long serialVersionUID = 1;

  private final transient BlobStore store;

  StoreFileIO(BlobStore store) {
    this.store = store;
  }

  @Override
  public InputFile newInputFile(String location) {
    try (InputStream in = store.getBlob(bucket(location), key(location))) {
      return new InMemoryInputFile(location, in.readAllBytes());
    } catch (NoSuchKeyException | NoSuchBucketException e) {
      throw new NotFoundException(e, "Cannot read %s: it does not exist", location);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + location, e);
    }
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return new StoredFile(location);
  }

  @Override
  public void deleteFile(String location) {
    store.removeBlob(bucket(location), key(location));
  }

  /** Returns the bucket of {@code s3://bucket/key}. */
  static String bucket(String location) {
    return location.split("/", 4)[2];
  }

  private static String key(String location) {
    return location.split("/", 4)[3];
  }

  private void put(String location, byte[] bytes) {
    if (bytes.length > MAX_METADATA_BYTES) {
      throw new BadRequestException(
          "The metadata file is %s bytes, over the limit of %s", bytes.length, MAX_METADATA_BYTES);
    }

    PutObjectRequest request =
        PutObjectRequest.builder()
            .bucket(bucket(location))
            .key(key(location))
            .contentLength((long) bytes.length)
            .contentType("application/json")
            .build();
    store.putBlob(request, new ByteArrayInputStream(bytes));
  }

  private final class StoredFile implements OutputFile {
    private final String location;

    StoredFile(String location) {
      this.location = location;
    }

    @Override
    public PositionOutputStream create() {
      return createOrOverwrite();
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      return new PositionOutputStream() {
        private boolean closed;

        @Override
        public long getPos() {
          return bytes.size();
        }

        @Override
        public void write(int b) {
          bytes.write(b);
        }

        @Override
        public void write(byte[] b, int off, int len) {
          bytes.write(b, off, len);
        }

        @Override
        public void close() {
          if (!closed) {
            closed = true;
            put(location, bytes.toByteArray());
          }
        }
      };
    }

    @Override
    public String location() {
      return location;
    }

    @Override
    public InputFile toInputFile() {
      return newInputFile(location);
    }
  }
}
