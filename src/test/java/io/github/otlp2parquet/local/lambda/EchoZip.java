package io.github.otlp2parquet.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The package of {@link EchoHandler}. */
public final class EchoZip {

  public static final String HANDLER = EchoHandler.class.getName() + "::handleRequest";

  private EchoZip() {}

  public static Path in(Path directory) throws IOException {
    Path zip = directory.resolve("echo.zip");
    String name = EchoHandler.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream out = new ZipOutputStream(file);
        InputStream in = EchoHandler.class.getClassLoader().getResourceAsStream(name)) {
      out.putNextEntry(new ZipEntry(name));
      Objects.requireNonNull(in).transferTo(out);
      out.closeEntry();
    }

    return zip;
  }
}
