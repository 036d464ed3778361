package io.github.otlp2parquet.parquet;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The end of a file: what is where in it. */
final class Footer {
  static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  /** As parquet.thrift asks for, so that readers can tell writers apart. */
  private static final String CREATED_BY = "otlp2parquet-java version 1 (build 0)";

  private final Buffer bytes = new Buffer();
  private final ThriftWriter thrift = new ThriftWriter(bytes);

  /** Ends a file of these row groups. */
  void write(Layout layout, List<RowGroup> groups, long rowCount, Chunks file) {
    bytes.clear();
    thrift.restart().int32(1, 1);
    layout.elements().writeTo(bytes, thrift, 2);
    thrift.int64(3, rowCount).list(4, ThriftWriter.STRUCT, groups.size());
    for (int ordinal = 0; ordinal < groups.size(); ordinal++) {
      rowGroup(groups.get(ordinal), ordinal);
    }

    int leafCount = layout.leafCount();
    thrift.text(6, CREATED_BY).list(7, ThriftWriter.STRUCT, leafCount);
    for (int leaf = 0; leaf < leafCount; leaf++) {
      int typeDefinedOrder = 1;
      thrift.begin().empty(typeDefinedOrder).end();
    }

    thrift.end();
    bytes.putInt(bytes.size);
    bytes.put(MAGIC, 0, MAGIC.length);
    file.put(bytes.bytes, 0, bytes.size);
  }

  private void rowGroup(RowGroup group, int ordinal) {
    thrift.begin().list(1, ThriftWriter.STRUCT, group.chunks().size());
    long plainSize = 0;
    long compressedSize = 0;
    for (ColumnChunk chunk : group.chunks()) {
      columnChunk(chunk);
      plainSize += chunk.plainSize;
      compressedSize += chunk.compressedSize;
    }

    thrift.int64(2, plainSize).int64(3, group.rowCount()).int64(5, group.start());
    thrift.int64(6, compressedSize).int16(7, ordinal).end();
  }

  private void columnChunk(ColumnChunk chunk) {
    Leaf leaf = chunk.leaf;
    thrift.begin().int64(2, 0).begin(3).int32(1, SchemaElements.physical(leaf.type()));
    encodings(chunk);
    thrift.list(3, ThriftWriter.BINARY, leaf.path().size());
    leaf.path().forEach(thrift::text);
    thrift.int32(4, chunk.codec).int64(5, chunk.slotCount);
    thrift.int64(6, chunk.plainSize).int64(7, chunk.compressedSize).int64(9, chunk.dataOffset);
    if (chunk.hasDictionary()) {
      thrift.int64(11, chunk.dictionaryOffset);
    }

    thrift.begin(12).int64(3, chunk.nullCount);
    if (chunk.min != null && chunk.max != null) {
      thrift.binary(5, chunk.max).binary(6, chunk.min);
    }

    thrift.end();
    encodingStats(chunk);
    thrift.end().end();
  }

  private void encodings(ColumnChunk chunk) {
    if (chunk.hasDictionary()) {
      thrift.list(2, ThriftWriter.I32, 3);
      thrift.int32(Format.PLAIN).int32(Format.RLE).int32(Format.RLE_DICTIONARY);
    } else {
      thrift.list(2, ThriftWriter.I32, 2).int32(Format.PLAIN).int32(Format.RLE);
    }
  }

  /** By these readers see that all pages are dictionary encoded, and prune by the dictionary. */
  private void encodingStats(ColumnChunk chunk) {
    if (chunk.hasDictionary()) {
      thrift.list(13, ThriftWriter.STRUCT, 2);
      encodingStats(Format.DICTIONARY_PAGE, Format.PLAIN, 1);
      encodingStats(Format.DATA_PAGE, Format.RLE_DICTIONARY, chunk.pages);
    } else {
      thrift.list(13, ThriftWriter.STRUCT, 1);
      encodingStats(Format.DATA_PAGE, Format.PLAIN, chunk.pages);
    }
  }

  private void encodingStats(int pageType, int encoding, int pages) {
    thrift.begin().int32(1, pageType).int32(2, encoding).int32(3, pages).end();
  }
}
