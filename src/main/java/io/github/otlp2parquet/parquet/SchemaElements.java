package io.github.otlp2parquet.parquet;

import io.github.otlp2parquet.table.Type;

/**
 * A Parquet schema as the list of elements that a footer begins with: depth first, each with its
 * field id, lists of three levels as Iceberg has them.
 */
final class SchemaElements {
  private static final int REQUIRED = 0;
  private static final int OPTIONAL = 1;
  private static final int REPEATED = 2;

  // parquet.thrift: Type
  private static final int BOOLEAN = 0;
  private static final int INT32 = 1;
  private static final int INT64 = 2;
  private static final int DOUBLE = 5;
  private static final int BYTE_ARRAY = 6;

  // parquet.thrift: ConvertedType, for old readers, and the field numbers of union LogicalType
  private static final int UTF8 = 0;
  private static final int LIST = 3;
  private static final int TIMESTAMP_MICROS = 10;
  private static final int LOGICAL_STRING = 1;
  private static final int LOGICAL_LIST = 3;
  private static final int LOGICAL_TIMESTAMP = 8;

  private final Buffer bytes = new Buffer();
  private final ThriftWriter thrift = new ThriftWriter(bytes);
  private int count;

  void message(String name, int children) {
    count++;
    thrift.begin().text(4, name).int32(5, children).end();
  }

  void primitive(String name, int id, Type.Primitive type, boolean required) {
    count++;
    thrift.begin().int32(1, physical(type)).int32(3, required ? REQUIRED : OPTIONAL).text(4, name);
    switch (type) {
      case BOOLEAN, INT, LONG, DOUBLE -> thrift.int32(9, id);
      case STRING -> thrift.int32(6, UTF8).int32(9, id).begin(10).empty(LOGICAL_STRING).end();
      case TIMESTAMP -> {
        thrift.int32(6, TIMESTAMP_MICROS).int32(9, id).begin(10).begin(LOGICAL_TIMESTAMP);
        int micros = 2;
        thrift.yes(1).begin(2).empty(micros).end().end().end();
      }
    }

    thrift.end();
  }

  void list(String name, int id) {
    count += 2;
    thrift.begin().int32(3, OPTIONAL).text(4, name).int32(5, 1);
    thrift.int32(6, LIST).int32(9, id).begin(10).empty(LOGICAL_LIST).end().end();
    thrift.begin().int32(3, REPEATED).text(4, "list").int32(5, 1).end();
  }

  void struct(String name, int id, int children) {
    count++;
    thrift.begin().int32(3, OPTIONAL).text(4, name).int32(5, children).int32(9, id).end();
  }

  static int physical(Type.Primitive type) {
    return switch (type) {
      case BOOLEAN -> BOOLEAN;
      case INT -> INT32;
      case LONG, TIMESTAMP -> INT64;
      case DOUBLE -> DOUBLE;
      case STRING -> BYTE_ARRAY;
    };
  }

  /** Puts the list as a field. */
  void writeTo(Buffer out, ThriftWriter target, int field) {
    target.list(field, ThriftWriter.STRUCT, count);
    out.put(bytes.bytes, 0, bytes.size);
  }
}
