package io.github.otlp2parquet.local;

import io.github.otlp2parquet.local.check.NotTelemetryException;
import io.github.otlp2parquet.local.check.TelemetryFile;
import io.github.otlp2parquet.otlp.Encoding;
import io.github.otlp2parquet.otlp.Signal;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measures one file in this process and prints its line. */
public final class BenchRun {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int MIN_REQUESTS = 5;

  private final BenchEncoder encoder;
  private final Signal signal;
  private final Encoding encoding;
  private final byte[] body;

  private BenchRun(BenchEncoder encoder, Signal signal, Encoding encoding, byte[] body) {
    this.encoder = encoder;
    this.signal = signal;
    this.encoding = encoding;
    this.body = body;
  }

  /**
   * Measures the file.
   *
   * @param args the file, with its signal where that is said, and the seconds
   */
  public static void main(String[] args) throws IOException {
    BenchArguments.Input file = BenchArguments.Input.parse(args[0]);
    Duration duration = Duration.ofSeconds(Integer.parseInt(args[1]));
    try {
      TelemetryFile telemetry = TelemetryFile.read(file.path());
      Signal signal = file.signal().orElse(telemetry.signal());
      System.out.println(measure(telemetry, signal, duration).text());
    } catch (IOException | NotTelemetryException e) {
      System.err.println(
          e instanceof IOException ? "Cannot read " + e.getMessage() : e.getMessage());
      System.exit(1);
    }
  }

  private static BenchLine measure(TelemetryFile file, Signal signal, Duration duration)
      throws IOException {
    try (BenchEncoder encoder = new BenchEncoder()) {
      long start = System.nanoTime();
      BenchRun run = new BenchRun(encoder, signal, file.encoding(), file.body());
      BenchEncoder.Encoded first = encoder.encode(signal, file.encoding(), file.body());
      long firstNanos = System.nanoTime() - start;
      run.repeat(duration);
      Medians medians = run.repeat(duration);
      return new BenchLine(
          file.name(),
          signal,
          file.encoding(),
          first.records(),
          file.body().length,
          first.bytes(),
          medians.cpuNanos(),
          medians.wallNanos(),
          firstNanos,
          peakKilobytes());
    }
  }

  private record Medians(long cpuNanos, long wallNanos) {}

  private Medians repeat(Duration duration) {
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    List<Long> cpu = new ArrayList<>();
    List<Long> wall = new ArrayList<>();
    long end = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() < end || wall.size() < MIN_REQUESTS) {
      long wallStart = System.nanoTime();
      long cpuStart = thread.getCurrentThreadCpuTime();
      encoder.encode(signal, encoding, body);
      cpu.add(thread.getCurrentThreadCpuTime() - cpuStart);
      wall.add(System.nanoTime() - wallStart);
    }

    return new Medians(median(cpu), median(wall));
  }

  private static long median(List<Long> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }

  /** Linux keeps the peak of a process. */
  private static long peakKilobytes() throws IOException {
    if (!Files.isReadable(STATUS)) {
      return -1;
    }

    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(-1);
  }
}
