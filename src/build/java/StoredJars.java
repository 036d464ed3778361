import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Writes jars anew with their entries uncompressed: {@code java StoredJars.java FROM TO}.
 *
 * <p>Deflated as a whole by the Lambda zip, such a jar is a quarter smaller than when each of its
 * entries is deflated alone, and the function loads its classes without inflating them.
 */
final class StoredJars {
  /** The first that a zip can hold: the same jars give the same bytes anywhere. */
  private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

  public static void main(String[] args) throws IOException {
    Path from = Path.of(args[0]);
    Path to = Path.of(args[1]);
    clear(to);
    for (Path jar : jars(from)) {
      try (InputStream in = Files.newInputStream(jar);
          OutputStream out = Files.newOutputStream(to.resolve(jar.getFileName()))) {
        store(new ZipInputStream(in), new ZipOutputStream(out));
      }
    }
  }

  private static void clear(Path directory) throws IOException {
    Files.createDirectories(directory);
    for (Path old : jars(directory)) {
      Files.delete(old);
    }
  }

  private static List<Path> jars(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static void store(ZipInputStream in, ZipOutputStream out) throws IOException {
    for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
      byte[] bytes = in.readAllBytes();
      CRC32 crc = new CRC32();
      crc.update(bytes);
      ZipEntry stored = new ZipEntry(entry.getName());
      stored.setMethod(ZipEntry.STORED);
      stored.setTimeLocal(ALWAYS);
      stored.setSize(bytes.length);
      stored.setCrc(crc.getValue());
      out.putNextEntry(stored);
      out.write(bytes);
    }
    out.finish();
  }
}
