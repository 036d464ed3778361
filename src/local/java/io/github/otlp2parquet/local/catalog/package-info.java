/**
 * The Iceberg REST catalog of the local stack: Iceberg's own catalog logic under the rules that S3
 * Tables adds to it. Requests of Iceberg clients come in; table metadata is written to the local
 * S3; no data file is ever touched.
 */
@NullMarked
package io.github.otlp2parquet.local.catalog;

import org.jspecify.annotations.NullMarked;
