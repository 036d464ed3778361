package io.github.otlp2parquet.roundtrip;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which fields were set to something, left out, and, where that is a difference, set to zero. */
final class FieldCoverage {
  private final Set<String> seen = new HashSet<>();

  void add(Message message) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      boolean there =
          field.isRepeated() ? message.getRepeatedFieldCount(field) > 0 : message.hasField(field);
      if (!there) {
        seen.add("absent " + field);
      } else if (field.isRepeated()) {
        seen.add("set " + field);
        if (field.getJavaType() == JavaType.MESSAGE) {
          ((List<?>) message.getField(field)).forEach(element -> add((Message) element));
        }
      } else {
        addSingle(field, message.getField(field));
      }
    }
  }

  private void addSingle(FieldDescriptor field, Object value) {
    boolean zero =
        value instanceof Message inner
            ? inner.equals(inner.getDefaultInstanceForType())
            : value.equals(field.getDefaultValue());
    seen.add((zero ? "zero " : "set ") + field);
    if (value instanceof Message inner) {
      add(inner);
    }
  }

  /** What never came of all that could, from this message down. */
  List<String> missing(Message root) {
    Set<Descriptor> types = new LinkedHashSet<>();
    collect(root.getDescriptorForType(), types);
    List<String> missing = new ArrayList<>();
    for (Descriptor type : types) {
      for (FieldDescriptor field : type.getFields()) {
        if (RequestGenerator.isCarried(field)) {
          require("set " + field, missing);
          require("absent " + field, missing);
          if (field.hasPresence()) {
            require("zero " + field, missing);
          }
        }
      }
    }

    return missing;
  }

  private void require(String what, List<String> missing) {
    if (!seen.contains(what)) {
      missing.add(what);
    }
  }

  private static void collect(Descriptor type, Set<Descriptor> types) {
    if (types.add(type)) {
      for (FieldDescriptor field : type.getFields()) {
        if (field.getJavaType() == JavaType.MESSAGE) {
          collect(field.getMessageType(), types);
        }
      }
    }
  }
}
