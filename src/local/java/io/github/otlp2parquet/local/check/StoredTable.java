package io.github.otlp2parquet.local.check;

import java.nio.file.Path;
import java.util.List;

/**
 * What the catalog says of a table, and copies of its data files.
 *
 * @param rows those that this run's snapshots say they added
 * @param files the same, of files
 * @param dataFiles copies of all files that the table has now
 */
record StoredTable(String name, long rows, long files, List<Path> dataFiles) {}
