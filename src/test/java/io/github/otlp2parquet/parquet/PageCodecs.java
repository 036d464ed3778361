package io.github.otlp2parquet.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Lets parquet-java read pages without Hadoop. */
final class PageCodecs implements CompressionCodecFactory {
  /** Options for a reader of written files. */
  static ParquetReadOptions options() {
    return ParquetReadOptions.builder(new PlainParquetConfiguration())
        .withCodecFactory(new PageCodecs())
        .build();
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("Cannot write " + codec);
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return switch (codec) {
      case ZSTD -> new Decompressor(Zstd::decompress);
      case UNCOMPRESSED -> new Decompressor((bytes, size) -> bytes);
      default -> throw new IllegalArgumentException("Cannot read " + codec);
    };
  }

  @Override
  public void release() {}

  private interface Plain {
    byte[] of(byte[] bytes, int plainSize);
  }

  private record Decompressor(Plain plain) implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput bytes, int plainSize) throws IOException {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      bytes.writeAllTo(all);
      return BytesInput.from(plain.of(all.toByteArray(), plainSize));
    }

    @Override
    public void decompress(ByteBuffer input, int size, ByteBuffer output, int plainSize) {
      byte[] bytes = new byte[size];
      input.get(bytes);
      output.put(plain.of(bytes, plainSize)).flip();
    }

    @Override
    public void release() {}
  }
}
