package io.github.otlp2parquet.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where the function's zip is unpacked. Its name has the process that made it, so that one that was
 * killed leaves nothing behind for longer than until the next start.
 *
 * @param path the directory
 */
record WorkDirectory(Path path) implements AutoCloseable {

  private static final String PREFIX = "otlp2parquet-function-";

  static WorkDirectory create() throws IOException {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path leftover : leftovers) {
        String pid = leftover.getFileName().toString().substring(PREFIX.length()).split("-", 2)[0];
        if (pid.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
          new WorkDirectory(leftover).close();
        }
      }
    }

    return new WorkDirectory(
        Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-"));
  }

  @Override
  public void close() throws IOException {
    if (!Files.exists(path)) {
      return;
    }

    try (Stream<Path> paths = Files.walk(path)) {
      for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
