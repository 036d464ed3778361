package io.github.otlp2parquet.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.DictionaryPageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** What parquet-java reads from the end of written files. */
final class Footers {
  private Footers() {}

  static ParquetMetadata read(EncodedFile file) throws IOException {
    try (ParquetFileReader reader = open(file)) {
      return reader.getFooter();
    }
  }

  /** The encodings of each column in the first row group, sorted. */
  static Map<String, String> encodings(EncodedFile file) throws IOException {
    Map<String, String> encodings = new HashMap<>();
    for (ColumnChunkMetaData column : read(file).getBlocks().getFirst().getColumns()) {
      encodings.put(
          column.getPath().toDotString(), new TreeSet<>(column.getEncodings()).toString());
    }

    return encodings;
  }

  /** How many values the dictionary of a column in the first row group has. */
  static int dictionarySize(EncodedFile file, String column) throws IOException {
    try (ParquetFileReader reader = open(file)) {
      DictionaryPageReadStore pages = reader.getNextDictionaryReader();
      DictionaryPage page =
          pages.readDictionaryPage(
              reader.getFileMetaData().getSchema().getColumnDescription(new String[] {column}));
      return page.getDictionarySize();
    }
  }

  static ParquetFileReader open(EncodedFile file) throws IOException {
    return ParquetFileReader.open(new Bytes(MemoryInput.bytes(file)), PageCodecs.options());
  }

  private static final class Bytes implements InputFile {
    private final byte[] bytes;

    Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long getLength() {
      return bytes.length;
    }

    @Override
    public SeekableInputStream newStream() {
      Position position = new Position(bytes);
      return new DelegatingSeekableInputStream(position) {
        @Override
        public long getPos() {
          return position.get();
        }

        @Override
        public void seek(long target) {
          position.set((int) target);
        }
      };
    }
  }

  private static final class Position extends ByteArrayInputStream {
    Position(byte[] bytes) {
      super(bytes);
    }

    int get() {
      return pos;
    }

    void set(int target) {
      pos = target;
    }
  }
}
