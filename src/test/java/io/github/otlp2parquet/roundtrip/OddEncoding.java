package io.github.otlp2parquet.roundtrip;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Encodes a message as no library would but any parser must read it: fields in any order, unknown
 * ones and groups between them, varints longer than need be, lists packed or not or both, values
 * that a later one replaces, messages in two parts.
 */
final class OddEncoding {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int GROUP = 3;
  private static final int GROUP_END = 4;
  private static final int FIXED32 = 5;
  private static final int UNKNOWN_FIELD = 1_000;
  private static final int MAX_VARINT_BYTES = 10;

  /** Of longer ones the Java parser ignores the upper bits; the decoder, as Go's, does not. */
  private static final int MAX_LENGTH_BYTES = 4;

  private final Random random;

  OddEncoding(Random random) {
    this.random = random;
  }

  byte[] encode(Message message) {
    List<byte[]> fields = new ArrayList<>();
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      FieldDescriptor field = entry.getKey();
      if (field.isRepeated()) {
        fields.add(repeated(field, (List<?>) entry.getValue()));
      } else if (entry.getValue() instanceof Message inner) {
        fields.add(single(field, inner));
      } else {
        fields.add(single(field, entry.getValue()));
      }
    }

    // Fields of a oneof are one at most here, so any order means the same.
    Collections.shuffle(fields, random);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] field : fields) {
      unknown(out, message, 0);
      out.writeBytes(field);
    }

    unknown(out, message, 0);
    return out.toByteArray();
  }

  private byte[] single(FieldDescriptor field, Object value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (oneIn(8)) {
      element(out, field, field.getDefaultValue());
    }

    element(out, field, value);
    return out.toByteArray();
  }

  /** In two parts sometimes, which are to be merged. */
  private byte[] single(FieldDescriptor field, Message value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Message.Builder rest = value.toBuilder();
    if (oneIn(4)) {
      Message.Builder first = value.newBuilderForType();
      for (Map.Entry<FieldDescriptor, Object> entry : value.getAllFields().entrySet()) {
        if (random.nextBoolean()) {
          first.setField(entry.getKey(), entry.getValue());
          rest.clearField(entry.getKey());
        }
      }

      element(out, field, first.build());
    }

    element(out, field, rest.build());
    return out.toByteArray();
  }

  private byte[] repeated(FieldDescriptor field, List<?> values) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int i = 0;
    while (i < values.size()) {
      boolean packs = field.isPackable() && random.nextBoolean();
      int end = packs ? i + 1 + random.nextInt(values.size() - i) : i + 1;
      if (packs) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        values.subList(i, end).forEach(value -> scalar(packed, field, value));
        bytes(out, field.getNumber(), packed.toByteArray());
      } else {
        element(out, field, values.get(i));
      }

      i = end;
    }

    return out.toByteArray();
  }

  private void element(ByteArrayOutputStream out, FieldDescriptor field, Object value) {
    switch (value) {
      case Message message -> bytes(out, field.getNumber(), encode(message));
      case String text -> bytes(out, field.getNumber(), text.getBytes(StandardCharsets.UTF_8));
      case ByteString bytes -> bytes(out, field.getNumber(), bytes.toByteArray());
      default -> {
        varint(out, (long) field.getNumber() << 3 | wireType(field));
        scalar(out, field, value);
      }
    }
  }

  private static int wireType(FieldDescriptor field) {
    return switch (field.getType()) {
      case FIXED64, SFIXED64, DOUBLE -> FIXED64;
      case FIXED32 -> FIXED32;
      default -> VARINT;
    };
  }

  private void scalar(ByteArrayOutputStream out, FieldDescriptor field, Object value) {
    switch (field.getType()) {
      case DOUBLE -> fixed(out, Double.doubleToRawLongBits((Double) value), Long.BYTES);
      case FIXED64, SFIXED64 -> fixed(out, (Long) value, Long.BYTES);
      case FIXED32 -> fixed(out, (Integer) value, Integer.BYTES);
      case SINT32 -> {
        int number = (Integer) value;
        varint(out, (number << 1 ^ number >> 31) & 0xffff_ffffL);
      }
      case UINT32 -> varint(out, Integer.toUnsignedLong((Integer) value));
      case ENUM -> varint(out, ((EnumValueDescriptor) value).getNumber());
      case BOOL -> varint(out, (Boolean) value ? 1 + random.nextInt(300) : 0);
      default -> varint(out, ((Number) value).longValue());
    }
  }

  private static void fixed(ByteArrayOutputStream out, long value, int length) {
    byte[] bytes =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    out.write(bytes, 0, length);
  }

  private void bytes(ByteArrayOutputStream out, int number, byte[] bytes) {
    varint(out, (long) number << 3 | BYTES);
    varint(out, bytes.length, MAX_LENGTH_BYTES);
    out.writeBytes(bytes);
  }

  private void varint(ByteArrayOutputStream out, long value) {
    varint(out, value, MAX_VARINT_BYTES);
  }

  /** The last bytes say nothing, where there are more than need be. */
  private void varint(ByteArrayOutputStream out, long value, int maxLength) {
    int length = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
    int padded = oneIn(6) ? length + random.nextInt(maxLength + 1 - length) : length;
    for (int i = 0; i < padded; i++) {
      long bits = i < 10 ? value >>> 7 * i & 0x7f : 0;
      out.write((int) (i < padded - 1 ? bits | 0x80 : bits));
    }
  }

  /** A field that is in no .proto file, or one with another wire type than its own. */
  private void unknown(ByteArrayOutputStream out, Message message, int depth) {
    if (!oneIn(10)) {
      return;
    }

    int number = UNKNOWN_FIELD + random.nextInt(5);
    switch (random.nextInt(5)) {
      case 0 -> {
        varint(out, (long) number << 3 | VARINT);
        varint(out, random.nextLong());
      }
      case 1 -> {
        varint(out, (long) number << 3 | FIXED64);
        fixed(out, random.nextLong(), Long.BYTES);
      }
      case 2 -> bytes(out, number, new byte[random.nextInt(20)]);
      case 3 -> {
        varint(out, (long) number << 3 | GROUP);
        if (depth < 5) {
          unknown(out, message, depth + 1);
        }

        varint(out, (long) number << 3 | GROUP_END);
      }
      default -> {
        List<FieldDescriptor> fields = message.getDescriptorForType().getFields();
        FieldDescriptor known = fields.get(random.nextInt(fields.size()));
        boolean wrong = wireType(known) != FIXED32;
        varint(out, (long) known.getNumber() << 3 | (wrong ? FIXED32 : GROUP));
        if (wrong) {
          fixed(out, random.nextInt(), Integer.BYTES);
        } else {
          varint(out, (long) known.getNumber() << 3 | GROUP_END);
        }
      }
    }
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }
}
