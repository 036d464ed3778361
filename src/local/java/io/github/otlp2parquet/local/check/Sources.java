package io.github.otlp2parquet.local.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the files to send. */
final class Sources {
  /** Beside telemetry, a directory may hold what describes it. */
  private static final Pattern TELEMETRY =
      Pattern.compile("[^.].*\\.(json|jsonl|ndjson|pb|bin|binpb|otlp|gz|zst)");

  private Sources() {}

  /**
   * The files named, whatever their names, and of the directories named those that are called as
   * telemetry is.
   *
   * @throws NoSuchFileException if one is not there
   */
  static List<Path> find(List<Path> named) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path path : named) {
      if (!Files.exists(path)) {
        throw new NoSuchFileException(path.toString());
      }

      try (Stream<Path> files = Files.walk(path)) {
        files
            .filter(file -> Files.isRegularFile(file))
            .filter(file -> file.equals(path) || isTelemetry(file))
            .sorted()
            .forEach(found::add);
      }
    }

    return found;
  }

  private static boolean isTelemetry(Path file) {
    return TELEMETRY.matcher(String.valueOf(file.getFileName())).matches();
  }
}
