/**
 * The tables: every column's id, name, type and doc, and where its value comes from; what goes in
 * is a table's name, what comes out is its columns.
 */
@NullMarked
package io.github.otlp2parquet.table;

import org.jspecify.annotations.NullMarked;
