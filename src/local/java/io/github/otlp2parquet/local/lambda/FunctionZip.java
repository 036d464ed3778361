package io.github.otlp2parquet.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The function's package. */
public final class FunctionZip {

  private FunctionZip() {}

  /** Returns the name of the zip for this machine's processor. */
  public static String fileName() {
    return "otlp2parquet-lambda-linux-" + (isArm() ? "arm64" : "amd64") + ".zip";
  }

  static boolean isArm() {
    String machine = System.getProperty("os.arch");
    return machine.equals("aarch64") || machine.equals("arm64");
  }

  static void unpack(Path zip, Path directory) throws IOException {
    if (!Files.isRegularFile(zip)) {
      throw new NoSuchFileException(zip.toString(), null, "the function's package is missing");
    }

    try (ZipFile file = new ZipFile(zip.toFile())) {
      Enumeration<? extends ZipEntry> entries = file.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        Path target = directory.resolve(entry.getName()).normalize();
        if (!target.startsWith(directory)) {
          throw new IOException("Cannot unpack " + entry.getName() + ": outside of the package");
        } else if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          try (InputStream in = file.getInputStream(entry)) {
            Files.copy(in, target);
          }
        }
      }
    }
  }
}
