package io.github.otlp2parquet.otlp;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field of a protobuf message.
 *
 * @param message the type of a {@link JsonKind#MESSAGE}
 * @param enumNames the numbers of a {@link JsonKind#ENUM} by their full names
 */
record JsonField(
    int number,
    JsonKind kind,
    Cardinality cardinality,
    @Nullable JsonMessage message,
    Map<String, Integer> enumNames) {

  enum Cardinality {
    SINGLE,
    REPEATED
  }

  boolean repeated() {
    return cardinality == Cardinality.REPEATED;
  }

  /** The protobuf tag before each value, or before a whole list whose kind packs. */
  int tag() {
    return repeated() && kind.packs() ? kind.packedTag(number) : kind.tag(number);
  }

  JsonMessage type() {
    return requireNonNull(message, "message is null");
  }
}
