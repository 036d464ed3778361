package io.github.otlp2parquet.otlp;

import io.github.otlp2parquet.table.Codec;
import io.github.otlp2parquet.table.Column;
import io.github.otlp2parquet.table.Source;
import io.github.otlp2parquet.table.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;

/**
 * Makes the readers of one message from the columns that its fields go to. All that the decoder
 * knows of columns comes from their {@link Source}s.
 */
final class Readers {
  private final List<Column> columns;
  private final Function<Column, FieldVector> vectors;
  private final JsonText scratch;
  private final AnyValues values;
  private final Meter meter;
  private final Map<List<Integer>, FieldReader> byPath = new HashMap<>();
  private DerivedFields.@Nullable Time time;

  /**
   * @param columns of one level of a table, or the fields of a struct
   * @param vectors the vector of each
   */
  Readers(
      List<Column> columns,
      Function<Column, FieldVector> vectors,
      JsonText scratch,
      AnyValues values,
      Meter meter) {
    this.columns = columns;
    this.vectors = vectors;
    this.scratch = scratch;
    this.values = values;
    this.meter = meter;
  }

  /** The reader of the message. */
  MessageReader message() {
    for (Column column : columns) {
      if (column.source() instanceof Source.Field field) {
        byPath.computeIfAbsent(field.path(), path -> reader(column, field.codec()));
      }
    }

    List<FieldReader> derived = new ArrayList<>();
    for (Column column : columns) {
      switch (column.source()) {
        case Source.Time source -> {
          time = time(column, source);
          derived.add(time);
        }
        case Source.Difference difference -> derived.add(difference(column, difference));
        case Source.Field field -> {}
        case Source.Attribute attribute -> {}
        case Source.Key key -> {}
        case Source.Arrival arrival -> {}
      }
    }

    return new MessageReader(nest(0, byPath), derived);
  }

  /** The reader of the time that the table is partitioned by, if the message has it. */
  DerivedFields.@Nullable Time time() {
    return time;
  }

  private DerivedFields.Time time(Column column, Source.Time source) {
    return new DerivedFields.Time(
        (TimeStampMicroTZVector) vectors.apply(column),
        nanos(source.first()),
        nanos(source.second()));
  }

  private DerivedFields.Difference difference(Column column, Source.Difference difference) {
    return new DerivedFields.Difference(
        (BigIntVector) vectors.apply(column), nanos(difference.end()), nanos(difference.start()));
  }

  private NumberFields.Nanos nanos(int number) {
    FieldReader reader = byPath.get(List.of(number));
    if (reader instanceof NumberFields.Nanos nanos) {
      return nanos;
    }

    throw new IllegalArgumentException("Invalid source: field " + number + " is no time");
  }

  /** Readers by their field number, those of a longer path inside a reader of the sub-message. */
  private static Map<Integer, FieldReader> nest(int depth, Map<List<Integer>, FieldReader> paths) {
    Map<Integer, Map<List<Integer>, FieldReader>> groups = new TreeMap<>();
    paths.forEach(
        (path, reader) ->
            groups.computeIfAbsent(path.get(depth), number -> new HashMap<>()).put(path, reader));
    Map<Integer, FieldReader> readers = new TreeMap<>();
    groups.forEach(
        (number, group) -> {
          Map.Entry<List<Integer>, FieldReader> any = group.entrySet().iterator().next();
          boolean isField = any.getKey().size() == depth + 1;
          readers.put(
              number,
              isField
                  ? any.getValue()
                  : new SubMessage(new MessageReader(nest(depth + 1, group), List.of())));
        });
    return readers;
  }

  private FieldReader reader(Column column, Codec codec) {
    FieldVector vector = vectors.apply(column);
    String name = column.name();
    return switch (codec) {
      case TEXT -> new TextFields.Text((VarCharVector) vector, meter);
      case HEX -> new TextFields.Hex((VarCharVector) vector, scratch, meter);
      case NANOS -> new NumberFields.Nanos(name, (BigIntVector) vector, meter);
      case FIXED64 -> new NumberFields.Fixed64(name, (BigIntVector) vector, meter);
      case FIXED32 -> new NumberFields.Unsigned(Wire.FIXED32, (BigIntVector) vector, meter);
      case UINT32 -> new NumberFields.Unsigned(Wire.VARINT, (BigIntVector) vector, meter);
      case INT32 -> NumberFields.Int.int32((IntVector) vector, meter);
      case SINT32 -> NumberFields.Int.sint32((IntVector) vector, meter);
      case BOOL -> new NumberFields.Bool((BitVector) vector, meter);
      case FLOAT64 -> NumberFields.Float64.zeroIfAbsent((Float8Vector) vector, meter);
      case OPTIONAL_FLOAT64 -> NumberFields.Float64.nullIfAbsent((Float8Vector) vector, meter);
      case SPAN_KIND, STATUS_CODE, TEMPORALITY ->
          new TextFields.Name(codec, (VarCharVector) vector, meter);
      case ATTRIBUTES -> attributes((VarCharVector) vector, column);
      case ENTITY_REFS -> new ValueFields.EntityRefs((VarCharVector) vector, scratch, meter);
      case BODY, BODY_TYPE -> body();
      case NUMBER -> number().asDouble();
      case NUMBER_INT -> number().asInt();
      case FIXED64_LIST -> ListFields.counts(name, (ListVector) vector, Wire.FIXED64, meter);
      case UINT64_LIST -> ListFields.counts(name, (ListVector) vector, Wire.VARINT, meter);
      case FLOAT64_LIST -> ListFields.doubles((ListVector) vector, meter);
      case MESSAGES -> messages((ListVector) vector, column);
    };
  }

  private FieldReader attributes(VarCharVector vector, Column column) {
    List<PromotedAttributes.Promoted> promoted = new ArrayList<>();
    for (Column other : columns) {
      if (other.level() == column.level()
          && other.source() instanceof Source.Attribute attribute
          && other.type() instanceof Type.Primitive type) {
        promoted.add(new PromotedAttributes.Promoted(attribute.key(), type, vectors.apply(other)));
      }
    }

    return new ValueFields.Attributes(
        vector, new PromotedAttributes(promoted, meter), scratch, values, meter);
  }

  private FieldReader body() {
    return new ValueFields.Body(
        (VarCharVector) vectorOf(Codec.BODY),
        (VarCharVector) vectorOf(Codec.BODY_TYPE),
        scratch,
        values,
        meter);
  }

  private NumberFields.Point number() {
    return new NumberFields.Point(
        (Float8Vector) vectorOf(Codec.NUMBER), (BigIntVector) vectorOf(Codec.NUMBER_INT), meter);
  }

  private FieldVector vectorOf(Codec codec) {
    return columns.stream()
        .filter(column -> column.source() instanceof Source.Field field && field.codec() == codec)
        .map(vectors)
        .findFirst()
        .orElseThrow();
  }

  private FieldReader messages(ListVector lists, Column column) {
    if (!(column.type() instanceof Type.ListOf list)
        || !(list.element() instanceof Type.Struct struct)) {
      throw new IllegalArgumentException(
          "Invalid column " + column.name() + ": no list of structs");
    }

    StructVector structs = (StructVector) lists.getDataVector();
    Readers fields =
        new Readers(
            struct.fields(), field -> structs.getChild(field.name()), scratch, values, meter);
    return new ListFields.Messages(lists, fields.message(), meter);
  }

  /** A message whose fields are columns of the message around it. */
  private static final class SubMessage extends FieldReader {
    private final MessageReader fields;

    SubMessage(MessageReader fields) {
      this.fields = fields;
    }

    @Override
    void begin(int row) {
      fields.begin(row);
    }

    @Override
    boolean accepts(int wireType) {
      return wireType == Wire.BYTES;
    }

    @Override
    void read(Wire in, int wireType, int row) {
      int length = in.length();
      fields.read(in, in.position + length, row);
    }

    @Override
    void end(int row) {
      fields.end(row);
    }
  }
}
