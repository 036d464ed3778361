package io.github.otlp2parquet.roundtrip;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import io.github.otlp2parquet.otlp.Signal;
import io.github.otlp2parquet.table.Level;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.util.List;
import java.util.Random;

/**
 * Random requests that set, over many of them, every field of every message, present and absent,
 * zero and not, and lean towards the values that break things. The same seed gives the same
 * requests.
 */
final class RequestGenerator {
  /** Levels of arrays and key-value lists; the limit of 64 has a test of its own. */
  private static final int MAX_NESTING = 4;

  private final Random random;
  private final EdgeValues edges;
  private int nesting;

  RequestGenerator(long seed) {
    this.random = new Random(seed);
    this.edges = new EdgeValues(random);
  }

  /** Once in a while an empty one. */
  Message request(Signal signal) {
    return oneIn(50)
        ? Requests.prototype(signal)
        : fill(Requests.prototype(signal).newBuilderForType());
  }

  private Message fill(Message.Builder message) {
    Descriptor type = message.getDescriptorForType();
    for (OneofDescriptor oneof : type.getRealOneofs()) {
      List<FieldDescriptor> members =
          oneof.getFields().stream().filter(RequestGenerator::isCarried).toList();
      int choice = random.nextInt(members.size() + 1);
      if (choice < members.size()) {
        FieldDescriptor member = members.get(choice);
        message.setField(member, oneIn(8) ? zero(message, member) : value(message, member));
      }
    }

    for (FieldDescriptor field : type.getFields()) {
      if (field.getRealContainingOneof() == null && isCarried(field)) {
        set(message, field);
      }
    }

    return message.build();
  }

  /** Indexes into a string table are for profiles, and count as absent elsewhere. */
  static boolean isCarried(FieldDescriptor field) {
    return !field.getName().endsWith("_strindex") && !field.getOptions().getDeprecated();
  }

  private void set(Message.Builder message, FieldDescriptor field) {
    if (field.isRepeated()) {
      addElements(message, field);
    } else if (!oneIn(6)) {
      boolean zero = oneIn(6);
      message.setField(field, zero ? zero(message, field) : value(message, field));
    }
  }

  private Object zero(Message.Builder message, FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        ? message.newBuilderForField(field).build()
        : field.getDefaultValue();
  }

  /** Some elements are like an earlier one: resources and scopes that come twice. */
  private void addElements(Message.Builder message, FieldDescriptor field) {
    if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && field.getMessageType().equals(KeyValue.getDescriptor())) {
      Level level =
          switch (message.getDescriptorForType().getName()) {
            case "Resource" -> Level.RESOURCE;
            case "InstrumentationScope" -> Level.SCOPE;
            default -> Level.RECORD;
          };
      attributes(level).forEach(attribute -> message.addRepeatedField(field, attribute));
      return;
    }

    for (int i = count(field); i > 0; i--) {
      int present = message.getRepeatedFieldCount(field);
      Object element =
          present > 0 && oneIn(5)
              ? message.getRepeatedField(field, random.nextInt(present))
              : value(message, field);
      message.addRepeatedField(field, element);
    }
  }

  private int count(FieldDescriptor field) {
    return switch (field.getName()) {
      case "log_records", "spans", "data_points" -> oneIn(30) ? 60 : random.nextInt(6);
      case "bucket_counts", "explicit_bounds" -> random.nextInt(5);
      default -> random.nextInt(4);
    };
  }

  private List<KeyValue> attributes(Level level) {
    if (nesting >= MAX_NESTING) {
      return List.of();
    }

    // Over 16 keys, comparing them gives way to hashing; over 32, arrays grow.
    int few = random.nextInt(level == Level.RECORD ? 5 : 10);
    int count = nesting == 0 && oneIn(25) ? 20 + random.nextInt(30) : few;
    KeyValue[] attributes = new KeyValue[count];
    for (int i = 0; i < count; i++) {
      boolean repeated = i > 0 && oneIn(12);
      String key = repeated ? attributes[random.nextInt(i)].getKey() : key(level, i, count);
      attributes[i] = attribute(level, key);
    }

    return List.of(attributes);
  }

  /** Of many keys, most are different. */
  private String key(Level level, int i, int count) {
    return count < 20 || oneIn(8) ? edges.key(level) : "key." + i;
  }

  private KeyValue attribute(Level level, String key) {
    KeyValue.Builder attribute = KeyValue.newBuilder().setKey(key);
    if (!oneIn(10)) {
      boolean fits = edges.isPromoted(level, key) && !oneIn(4);
      attribute.setValue(fits ? edges.fitting(level, key) : anyValue());
    }

    return attribute.build();
  }

  private AnyValue anyValue() {
    AnyValue.Builder any = AnyValue.newBuilder();
    return switch (random.nextInt(nesting >= MAX_NESTING ? 6 : 8)) {
      case 0 -> any.build();
      case 1, 2 -> any.setStringValue(edges.text()).build();
      case 3 -> any.setBoolValue(random.nextBoolean()).build();
      case 4 -> any.setIntValue(edges.int64()).build();
      case 5 ->
          random.nextBoolean()
              ? any.setDoubleValue(edges.float64()).build()
              : any.setBytesValue(edges.bytes()).build();
      case 6 -> any.setArrayValue(array()).build();
      default -> any.setKvlistValue(keyValues()).build();
    };
  }

  private ArrayValue array() {
    nesting++;
    ArrayValue.Builder array = ArrayValue.newBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.addValues(anyValue());
    }

    nesting--;
    return array.build();
  }

  private KeyValueList keyValues() {
    nesting++;
    KeyValueList list = KeyValueList.newBuilder().addAllValues(attributes(Level.RECORD)).build();
    nesting--;
    return list;
  }

  private Object value(Message.Builder message, FieldDescriptor field) {
    return switch (field.getType()) {
      case MESSAGE -> {
        boolean any = field.getMessageType().equals(AnyValue.getDescriptor());
        yield any ? anyValue() : fill(message.newBuilderForField(field));
      }
      case STRING -> edges.text();
      case BYTES -> ByteString.copyFrom(edges.id());
      case BOOL -> random.nextBoolean();
      case DOUBLE -> edges.float64();
      case ENUM -> field.getEnumType().findValueByNumberCreatingIfUnknown(edges.enumNumber());
      case INT32, SINT32, UINT32, FIXED32 -> edges.int32();
      case INT64, SFIXED64 -> edges.int64();
      case UINT64, FIXED64 ->
          field.getName().endsWith("time_unix_nano") ? edges.time() : edges.count();
      default -> throw new IllegalArgumentException("Cannot fill " + field + ": unused in OTLP");
    };
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }
}
