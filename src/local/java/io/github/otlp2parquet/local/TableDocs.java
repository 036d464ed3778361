package io.github.otlp2parquet.local;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import io.github.otlp2parquet.table.Codec;
import io.github.otlp2parquet.table.Column;
import io.github.otlp2parquet.table.Level;
import io.github.otlp2parquet.table.Source;
import io.github.otlp2parquet.table.Table;
import io.github.otlp2parquet.table.Tables;
import io.github.otlp2parquet.table.Type;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes the tables into docs/tables.md: what stands before the marker is kept, what follows is
 * made from {@link Tables} and the names of the .proto files.
 */
public final class TableDocs {
  /** Where the generated part begins. */
  public static final String MARKER = "<!-- From here on written by TableDocs. -->\n";

  private static final int CHILDREN = 2;
  private static final int POINTS = 1;

  private TableDocs() {}

  /** Rewrites the file, docs/tables.md unless another is named. */
  public static void main(String... args) throws IOException {
    Path file = Path.of(args.length > 0 ? args[0] : "docs/tables.md");
    Files.writeString(file, rewritten(Files.readString(file)));
  }

  /**
   * The document with its generated part made anew.
   *
   * @throws IllegalArgumentException if it has no marker
   */
  public static String rewritten(String document) {
    int marker = document.indexOf(MARKER);
    if (marker < 0) {
      throw new IllegalArgumentException("No marker in the document: " + MARKER.strip());
    }

    String tables = Tables.ALL.stream().map(TableDocs::section).collect(Collectors.joining());
    return document.substring(0, marker + MARKER.length()) + tables;
  }

  private static String section(Table table) {
    String sorted =
        table.sortColumns().stream()
            .map(column -> code(column.name()))
            .collect(Collectors.joining(", "));
    String rows =
        table.columns().stream()
            .map(column -> row(table, "", column, message(table, column.level())))
            .collect(Collectors.joining());
    return """

        ## %s
        %s. Partitioned by `day(time)`, sorted by %s.

        | column | type | from | holds | null where |
        |---|---|---|---|---|
        %s"""
        .formatted(table.name(), table.doc(), sorted, rows);
  }

  /** A line for the column, and one for each field of its structs. */
  private static String row(Table table, String prefix, Column column, Descriptor message) {
    String line =
        "| %s | %s | %s | %s | %s |\n"
            .formatted(
                code(prefix + column.name()),
                type(column.type()),
                from(column, message),
                column.doc(),
                nulls(column));
    if (column.type() instanceof Type.ListOf list
        && list.element() instanceof Type.Struct struct
        && column.source() instanceof Source.Field field) {
      Descriptor element = field(message, field.path()).getMessageType();
      return line
          + struct.fields().stream()
              .map(inner -> row(table, prefix + column.name() + ".", inner, element))
              .collect(Collectors.joining());
    }

    return line;
  }

  private static String type(Type type) {
    return switch (type) {
      case Type.ListOf list -> "list of " + type(list.element());
      case Type.Struct struct -> "struct";
      case Type.Primitive primitive ->
          primitive == Type.Primitive.TIMESTAMP
              ? "timestamptz"
              : primitive.name().toLowerCase(Locale.ROOT);
    };
  }

  private static String from(Column column, Descriptor message) {
    return switch (column.source()) {
      case Source.Field field -> fields(message, field);
      case Source.Attribute attribute ->
          "attribute %s of the %s"
              .formatted(code(attribute.key()), column.level().name().toLowerCase(Locale.ROOT));
      case Source.Time time ->
          "computed: %s, %s or the arrival"
              .formatted(
                  path(message, List.of(time.first())), path(message, List.of(time.second())));
      case Source.Difference difference ->
          "computed: %s less %s"
              .formatted(
                  path(message, List.of(difference.end())),
                  path(message, List.of(difference.start())));
      case Source.Key key -> "the request";
      case Source.Arrival arrival -> "the request";
    };
  }

  /** A number has two fields, of which a point has one. */
  private static String fields(Descriptor message, Source.Field source) {
    OneofDescriptor oneof = field(message, source.path()).getRealContainingOneof();
    return source.codec() != Codec.NUMBER
        ? path(message, source.path())
        : oneof.getFields().stream()
            .map(member -> path(message, List.of(member.getNumber())))
            .collect(Collectors.joining(" or "));
  }

  private static String path(Descriptor message, List<Integer> path) {
    Descriptor outer = message.getContainingType();
    StringBuilder names = new StringBuilder(outer == null ? "" : outer.getName() + ".");
    names.append(message.getName());
    Descriptor inner = message;
    for (int number : path) {
      FieldDescriptor field = inner.findFieldByNumber(number);
      names.append('.').append(field.getName());
      inner =
          field.getJavaType() == FieldDescriptor.JavaType.MESSAGE ? field.getMessageType() : inner;
    }

    return code(names.toString());
  }

  private static FieldDescriptor field(Descriptor message, List<Integer> path) {
    FieldDescriptor field = message.findFieldByNumber(path.getFirst());
    return path.size() == 1 ? field : field(field.getMessageType(), path.subList(1, path.size()));
  }

  private static String nulls(Column column) {
    return switch (column.source()) {
      case Source.Attribute attribute -> "absent, or of another type";
      case Source.Difference difference -> "one is missing";
      case Source.Time time -> "";
      case Source.Key key -> "";
      case Source.Arrival arrival -> "";
      case Source.Field field ->
          switch (field.codec()) {
            case TEXT, HEX -> "empty";
            case NANOS -> "0";
            case ATTRIBUTES, ENTITY_REFS, FIXED64_LIST, UINT64_LIST, FLOAT64_LIST, MESSAGES ->
                "none";
            case OPTIONAL_FLOAT64, BODY, BODY_TYPE, NUMBER -> "absent";
            case NUMBER_INT -> "absent, or a double";
            case FIXED64, FIXED32, UINT32, INT32, SINT32, BOOL, FLOAT64 -> "";
            case SPAN_KIND, STATUS_CODE, TEMPORALITY -> "";
          };
    };
  }

  /** The message that a level of a table is. */
  private static Descriptor message(Table table, Level level) {
    Descriptor resource =
        switch (table.name()) {
          case "logs" -> ResourceLogs.getDescriptor();
          case "traces" -> ResourceSpans.getDescriptor();
          default -> ResourceMetrics.getDescriptor();
        };
    Descriptor scope = child(resource, CHILDREN);
    Descriptor element = child(scope, CHILDREN);
    String data = table.name().replace("metrics_", "");
    return switch (level) {
      case REQUEST, RESOURCE -> resource;
      case SCOPE -> scope;
      case METRIC -> element;
      case RECORD ->
          table.name().equals(data)
              ? element
              : child(element.findFieldByName(data).getMessageType(), POINTS);
    };
  }

  private static Descriptor child(Descriptor message, int number) {
    return message.findFieldByNumber(number).getMessageType();
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
