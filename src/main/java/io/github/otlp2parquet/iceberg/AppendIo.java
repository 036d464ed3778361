package io.github.otlp2parquet.iceberg;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.inmemory.InMemoryInputFile;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/**
 * The files of one append: manifests and manifest lists go up in the background once they are
 * closed, the manifest list kept from the last commit is read from memory, nothing is deleted.
 */
@SuppressWarnings("serial") // FileIO is serializable for Spark; an append never leaves its process
final class AppendIo implements FileIO {
  private final ObjectStore store;
  private final Uploads uploads;
  private final Optional<KeptFile> kept;
  private final Map<String, byte[]> written = new ConcurrentHashMap<>();
  private final AtomicInteger deletes = new AtomicInteger();

  AppendIo(ObjectStore store, Uploads uploads, Optional<KeptFile> kept) {
    this.store = store;
    this.uploads = uploads;
    this.kept = kept;
  }

  @Override
  public InputFile newInputFile(String location) {
    byte[] own = written.get(location);
    if (own != null) {
      return new InMemoryInputFile(location, own);
    }

    return kept.filter(file -> file.location().equals(location))
        .or(() -> Optional.of(KeptFile.read(store, location)))
        .map(file -> new InMemoryInputFile(location, file.bytes()))
        .get();
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return new Upload(location);
  }

  /** Counts: what a failed attempt leaves behind may be part of the table nevertheless. */
  @Override
  public void deleteFile(String location) {
    deletes.incrementAndGet();
  }

  /** Returns how many files Iceberg wanted deleted. */
  int deletes() {
    return deletes.get();
  }

  /** Returns the file that this append wrote to {@code location}, if it did. */
  Optional<KeptFile> written(String location) {
    return Optional.ofNullable(written.get(location)).map(bytes -> new KeptFile(location, bytes));
  }

  private final class Upload implements OutputFile {
    private final String location;

    private Upload(String location) {
      this.location = location;
    }

    /** Locations are random: nothing can be in the way, so nothing is asked for. */
    @Override
    public PositionOutputStream create() {
      return new UploadStream(location);
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
      return create();
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

  private final class UploadStream extends PositionOutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final String location;
    private boolean closed;

    private UploadStream(String location) {
      this.location = location;
    }

    @Override
    public long getPos() {
      return bytes.size();
    }

    @Override
    public void write(int b) {
      bytes.write(b);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
      bytes.write(buffer, offset, length);
    }

    @Override
    public void close() {
      if (closed) {
        return;
      }

      closed = true;
      byte[] content = bytes.toByteArray();
      written.put(location, content);
      uploads.start(location, () -> new ByteArrayInputStream(content), content.length);
    }
  }
}
