package io.github.otlp2parquet.local.payload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes {@code testdata/} anew; the same bytes each time. */
public final class GenerateTestdata {
  private GenerateTestdata() {}

  /**
   * Writes every file of {@link Testdata}.
   *
   * @param args the folder to write to, {@code testdata} if there is none
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args.length == 0 ? "testdata" : args[0]);
    for (Map.Entry<String, byte[]> file : Testdata.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }
}
