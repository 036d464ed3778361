/**
 * The S3 of the local stack: requests of S3 clients come in, objects are kept in memory or in a
 * directory. Nothing is ever deleted from a table's bucket by a client, as with S3 Tables.
 */
@NullMarked
package io.github.otlp2parquet.local.s3;

import org.jspecify.annotations.NullMarked;
