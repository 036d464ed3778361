package io.github.otlp2parquet.table;

import java.util.List;

/** The type of a column: what Arrow, Parquet and Iceberg all can say (Iceberg format v2). */
public sealed interface Type {
  /** A type without parts. */
  enum Primitive implements Type {
    BOOLEAN,
    /** 32 bits, signed. */
    INT,
    /** 64 bits, signed. */
    LONG,
    DOUBLE,
    /** UTF-8. */
    STRING,
    /** Microseconds since 1970-01-01T00:00:00Z. */
    TIMESTAMP
  }

  /** A list; its elements are optional and have a field id of their own. */
  record ListOf(int elementId, Type element) implements Type {}

  /** A struct of optional fields. */
  record Struct(List<Column> fields) implements Type {
    public Struct {
      fields = List.copyOf(fields);
    }
  }
}
