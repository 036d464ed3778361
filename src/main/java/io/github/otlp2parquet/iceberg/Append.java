package io.github.otlp2parquet.iceberg;

import io.github.otlp2parquet.iceberg.AppendOperations.ConflictException;
import io.github.otlp2parquet.iceberg.SnapshotKeys.KnownKeyException;
import io.github.otlp2parquet.parquet.EncodedFile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.io.LocationProvider;

/**
 * One append, attempted until its outcome is known or time runs out.
 *
 * <p>Every attempt looks for the key in the metadata that it builds on, and the catalog takes the
 * commit only on that metadata. So it does not matter what became of an attempt whose answer was
 * lost: if it was applied, even late, the next one finds the key.
 */
final class Append {
  private static final int KEY_PREFIX = 16;

  private final OpenTable table;
  private final KeptTable kept;
  private final String key;
  private final Instant deadline;
  private final String what;
  private int attempts;
  private int conflicts;

  Append(OpenTable table, String key, Instant deadline) {
    this.table = table;
    this.kept = table.kept();
    this.key = key;
    this.deadline = deadline;
    this.what = "Cannot append to table " + kept.name();
  }

  Appended of(List<EncodedFile> files) {
    TableOperations catalog = kept.operations(table.uuid());
    Optional<Snapshot> known = SnapshotKeys.find(catalog.current(), key);
    if (known.isPresent()) {
      return new Appended(known.get().snapshotId(), true, attempts, conflicts);
    }

    try (Uploads uploads = new Uploads(kept.store(), what, deadline)) {
      AppendIo io = new AppendIo(kept.store(), uploads, kept.manifestList());
      AppendOperations operations = new AppendOperations(catalog, io, uploads);
      AppendFiles append = prepare(files, operations, uploads);
      Appended appended = commit(append, operations);
      kept.committed(io, conflicts);
      return appended;
    }
  }

  private AppendFiles prepare(
      List<EncodedFile> files, AppendOperations operations, Uploads uploads) {
    AppendFiles append =
        new BaseTable(operations, kept.name(), report -> {})
            .newFastAppend()
            // After a lost answer, Iceberg would delete the manifest list of the current snapshot.
            .deleteWith(location -> {})
            .validateWith(SnapshotKeys.absent(key))
            .set(SnapshotKeys.KEY, key)
            .set(
                SnapshotKeys.RECORDS,
                Long.toString(files.stream().mapToLong(EncodedFile::rowCount).sum()));
    for (EncodedFile file : files) {
      DataFile dataFile = dataFile(file, operations.locationProvider());
      uploads.start(dataFile.location(), file.bytes()::newStream, file.bytes().size());
      append.appendFile(dataFile);
    }

    return append;
  }

  private DataFile dataFile(EncodedFile file, LocationProvider locations) {
    DataFiles.Builder builder =
        table
            .partition()
            .dataFile(locations, file.day(), fileName())
            .withFormat(FileFormat.PARQUET)
            .withFileSizeInBytes(file.bytes().size())
            .withMetrics(file.metrics())
            .withRecordCount(file.rowCount())
            .withSplitOffsets(file.splitOffsets());
    if (file.sorted()) {
      table.sortOrder().ifPresent(builder::withSortOrder);
    }

    return builder.build();
  }

  /** Random as well: a repeat that is under way elsewhere must not overwrite this one's files. */
  private String fileName() {
    String prefix = key.substring(0, Math.min(key.length(), KEY_PREFIX));
    return FileFormat.PARQUET.addExtension(prefix + "-" + UUID.randomUUID());
  }

  private Appended commit(AppendFiles append, AppendOperations operations) {
    Patience patience = new Patience(what, deadline);
    while (true) {
      attempts++;
      try {
        append.commit();
        return new Appended(operations.lastPosted(), false, attempts, conflicts);
      } catch (KnownKeyException known) {
        boolean own = operations.posted(known.snapshotId());
        return new Appended(known.snapshotId(), !own, attempts, conflicts);
      } catch (RuntimeException failure) {
        giveUpUnlessPassing(failure);
        reload(patience, failure);
      }
    }
  }

  private void giveUpUnlessPassing(RuntimeException failure) {
    kept.doubt();
    if (failure instanceof ConflictException) {
      conflicts++;
    } else if (failure instanceof NoSuchTableException) {
      kept.forget();
      throw LakeException.passing(what + ": it was dropped", failure);
    } else if (failure instanceof LakeException || !LakeException.mayPass(failure)) {
      throw LakeException.of(what, failure);
    }
  }

  private void reload(Patience patience, RuntimeException failure) {
    RuntimeException last = failure;
    while (true) {
      patience.await(last);
      try {
        kept.reload();
        kept.operations(table.uuid());
        return;
      } catch (RuntimeException again) {
        if (again instanceof LakeException || !LakeException.mayPass(again)) {
          throw LakeException.of(what, again);
        }

        last = again;
      }
    }
  }
}
