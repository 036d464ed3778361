package io.github.otlp2parquet.otlp;

import io.github.otlp2parquet.arrow.BooleanCells;
import io.github.otlp2parquet.arrow.Cells;
import io.github.otlp2parquet.arrow.DoubleCells;
import io.github.otlp2parquet.arrow.IntCells;
import io.github.otlp2parquet.arrow.ListCells;
import io.github.otlp2parquet.arrow.LongCells;
import io.github.otlp2parquet.arrow.TextCells;
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
import org.jspecify.annotations.Nullable;

/**
 * Makes the readers of one message from the columns that its fields go to. All that the decoder
 * knows of columns comes from their {@link Source}s.
 */
final class Readers {
  private final List<Column> columns;
  private final Function<Column, Cells> cells;
  private final JsonText scratch;
  private final AnyValues values;
  private final Meter meter;
  private final Map<List<Integer>, FieldReader> byPath = new HashMap<>();
  private DerivedFields.@Nullable Time time;

  /**
   * @param columns of one level of a table, or the fields of a struct
   * @param cells the cells of each
   */
  Readers(
      List<Column> columns,
      Function<Column, Cells> cells,
      JsonText scratch,
      AnyValues values,
      Meter meter) {
    this.columns = columns;
    this.cells = cells;
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
        (LongCells) cells.apply(column), nanos(source.first()), nanos(source.second()));
  }

  private DerivedFields.Difference difference(Column column, Source.Difference difference) {
    return new DerivedFields.Difference(
        (LongCells) cells.apply(column), nanos(difference.end()), nanos(difference.start()));
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
    Cells own = cells.apply(column);
    String name = column.name();
    return switch (codec) {
      case TEXT -> new TextFields.Text((TextCells) own, meter);
      case HEX -> new TextFields.Hex((TextCells) own, meter);
      case NANOS -> new NumberFields.Nanos(name, (LongCells) own, meter);
      case FIXED64 -> new NumberFields.Fixed64(name, (LongCells) own, meter);
      case FIXED32 -> new NumberFields.Unsigned(Wire.FIXED32, (LongCells) own, meter);
      case UINT32 -> new NumberFields.Unsigned(Wire.VARINT, (LongCells) own, meter);
      case INT32 -> NumberFields.Int.int32((IntCells) own, meter);
      case SINT32 -> NumberFields.Int.sint32((IntCells) own, meter);
      case BOOL -> new NumberFields.Bool((BooleanCells) own, meter);
      case FLOAT64 -> NumberFields.Float64.zeroIfAbsent((DoubleCells) own, meter);
      case OPTIONAL_FLOAT64 -> NumberFields.Float64.nullIfAbsent((DoubleCells) own, meter);
      case SPAN_KIND, STATUS_CODE, TEMPORALITY ->
          new TextFields.Name(codec, (TextCells) own, meter);
      case ATTRIBUTES -> attributes((TextCells) own, column);
      case ENTITY_REFS -> new ValueFields.EntityRefs((TextCells) own, scratch, meter);
      case BODY, BODY_TYPE -> body();
      case NUMBER -> number().asDouble();
      case NUMBER_INT -> number().asInt();
      case FIXED64_LIST -> ListFields.counts(name, (ListCells) own, Wire.FIXED64, meter);
      case UINT64_LIST -> ListFields.counts(name, (ListCells) own, Wire.VARINT, meter);
      case FLOAT64_LIST -> ListFields.doubles((ListCells) own, meter);
      case MESSAGES -> messages((ListCells) own, column);
    };
  }

  private FieldReader attributes(TextCells text, Column column) {
    List<PromotedAttributes.Promoted> promoted = new ArrayList<>();
    for (Column other : columns) {
      if (other.level() == column.level()
          && other.source() instanceof Source.Attribute attribute
          && other.type() instanceof Type.Primitive type) {
        promoted.add(new PromotedAttributes.Promoted(attribute.key(), type, cells.apply(other)));
      }
    }

    return new ValueFields.Attributes(
        text, new PromotedAttributes(promoted, meter), scratch, values, meter);
  }

  private FieldReader body() {
    return new ValueFields.Body(
        (TextCells) cellsOf(Codec.BODY),
        (TextCells) cellsOf(Codec.BODY_TYPE),
        scratch,
        values,
        meter);
  }

  private NumberFields.Point number() {
    return new NumberFields.Point(
        (DoubleCells) cellsOf(Codec.NUMBER), (LongCells) cellsOf(Codec.NUMBER_INT), meter);
  }

  private Cells cellsOf(Codec codec) {
    return columns.stream()
        .filter(column -> column.source() instanceof Source.Field field && field.codec() == codec)
        .map(cells)
        .findFirst()
        .orElseThrow();
  }

  private FieldReader messages(ListCells lists, Column column) {
    if (!(column.type() instanceof Type.ListOf list)
        || !(list.element() instanceof Type.Struct struct)) {
      throw new IllegalArgumentException(
          "Invalid column " + column.name() + ": no list of structs");
    }

    Readers fields =
        new Readers(
            struct.fields(),
            field -> lists.elements().get(struct.fields().indexOf(field)),
            scratch,
            values,
            meter);
    return new ListFields.Messages(lists, fields.message(), meter);
  }

  /** A message whose fields are columns of the message around it. */
  private static final class SubMessage extends FieldReader {
    private final MessageReader fields;

    SubMessage(MessageReader fields) {
      this.fields = fields;
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

    @Override
    void reset() {
      fields.reset();
    }
  }
}
