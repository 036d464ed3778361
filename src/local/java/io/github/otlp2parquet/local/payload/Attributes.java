package io.github.otlp2parquet.local.payload;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.util.List;

/** Attributes and their values, in few words. */
final class Attributes {
  private Attributes() {}

  static KeyValue attribute(String key, String value) {
    return attribute(key, text(value));
  }

  static KeyValue attribute(String key, long value) {
    return attribute(key, AnyValue.newBuilder().setIntValue(value).build());
  }

  static KeyValue attribute(String key, double value) {
    return attribute(key, AnyValue.newBuilder().setDoubleValue(value).build());
  }

  static KeyValue attribute(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  static AnyValue text(String value) {
    return AnyValue.newBuilder().setStringValue(value).build();
  }

  static AnyValue array(AnyValue... values) {
    ArrayValue array = ArrayValue.newBuilder().addAllValues(List.of(values)).build();
    return AnyValue.newBuilder().setArrayValue(array).build();
  }

  static AnyValue keyValues(KeyValue... values) {
    KeyValueList list = KeyValueList.newBuilder().addAllValues(List.of(values)).build();
    return AnyValue.newBuilder().setKvlistValue(list).build();
  }

  /** One attribute of each kind of value, the empty one and nested ones included. */
  static List<KeyValue> ofEveryKind() {
    AnyValue bool = AnyValue.newBuilder().setBoolValue(true).build();
    AnyValue bytes = AnyValue.newBuilder().setBytesValue(ByteString.fromHex("00ff10fe7f")).build();
    return List.of(
        attribute("example.string", "text with \"quotes\", a \\, a\nline break, ümläuts and 😀"),
        attribute("example.empty_string", ""),
        attribute("example.bool", bool),
        attribute("example.int", Long.MAX_VALUE),
        attribute("example.double", 12.5),
        attribute("example.whole_double", 3.0),
        attribute("example.infinity", Double.NEGATIVE_INFINITY),
        attribute("example.bytes", bytes),
        attribute("example.empty", AnyValue.getDefaultInstance()),
        attribute(
            "example.array", array(text("a"), bool, array(bytes), AnyValue.getDefaultInstance())),
        attribute(
            "example.kvlist",
            keyValues(attribute("$type", "order"), attribute("lines", array(keyValues())))),
        attribute("example.repeated", "first"),
        attribute("example.repeated", "second"));
  }
}
