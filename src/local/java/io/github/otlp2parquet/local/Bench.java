package io.github.otlp2parquet.local;

import com.google.protobuf.Message;
import io.github.otlp2parquet.local.payload.OtlpJson;
import io.github.otlp2parquet.local.payload.Payloads;
import io.github.otlp2parquet.otlp.Signal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code ./test.sh --bench}: measures files, each in a process of its own, so that the first
 * request is a cold one and the peak of memory is the file's. Exits with 1 if a file could not be
 * measured, 2 if the command line is wrong.
 */
public final class Bench {
  /** Lambda gives the heap this share of a function's memory. */
  private static final double HEAP_SHARE = 0.85;

  private static final List<Integer> RECORDS = List.of(100, 1_000, 10_000);
  private static final int JSON_RECORDS = 1_000;

  private Bench() {}

  /**
   * Measures the files and prints a line for each.
   *
   * @param args those of {@link BenchArguments}
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    BenchArguments arguments;
    try {
      arguments = BenchArguments.parse(args);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      System.exit(2);
      return;
    }

    Path generated = Files.createTempDirectory("otlp2parquet-bench");
    boolean allMeasured = true;
    System.out.println(BenchLine.HEADER);
    try {
      List<BenchArguments.Input> files =
          arguments.files().isEmpty() ? generate(generated) : arguments.files();
      for (BenchArguments.Input file : files) {
        allMeasured &= measure(file, arguments);
      }
    } finally {
      for (Path file : list(generated)) {
        Files.delete(file);
      }

      Files.delete(generated);
    }

    System.exit(allMeasured ? 0 : 1);
  }

  private static boolean measure(BenchArguments.Input file, BenchArguments arguments)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx" + (int) (arguments.memoryMegabytes() * HEAP_SHARE) + "m",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            BenchRun.class.getName(),
            file.argument(),
            Integer.toString(arguments.seconds()));
    return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
  }

  /** Protobuf of every size, and JSON of one. */
  private static List<BenchArguments.Input> generate(Path directory) throws IOException {
    List<BenchArguments.Input> files = new ArrayList<>();
    for (Signal signal : Signal.values()) {
      for (int records : RECORDS) {
        Message request = Payloads.request(signal, records);
        String name = signal.label() + "-" + records;
        Path protobuf = directory.resolve(name + ".pb");
        Files.write(protobuf, request.toByteArray());
        files.add(new BenchArguments.Input(Optional.of(signal), protobuf));
        if (records == JSON_RECORDS) {
          Path json = directory.resolve(name + ".json");
          Files.writeString(json, OtlpJson.print(request));
          files.add(new BenchArguments.Input(Optional.of(signal), json));
        }
      }
    }

    return files;
  }

  private static List<Path> list(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.toList();
    }
  }
}
