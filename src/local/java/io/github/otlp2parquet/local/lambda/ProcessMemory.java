package io.github.otlp2parquet.local.lambda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The peak of a process's resident memory. The kernel keeps it, so no peak between two looks is
 * missed. On a system without /proc it is not known and the memory is not limited.
 */
final class ProcessMemory {

  private final Path status;
  private long peak;

  ProcessMemory(long pid) {
    this.status = Path.of("/proc/" + pid + "/status");
  }

  /** Returns VmHWM in kilobytes; after the end of the process the last known. */
  long peakKilobytes() {
    try {
      for (String line : Files.readString(status, StandardCharsets.ISO_8859_1).split("\n", -1)) {
        if (line.startsWith("VmHWM:")) {
          peak = Math.max(peak, Long.parseLong(line.replaceAll("[^0-9]", "")));
        }
      }
    } catch (IOException e) {
      // The process has ended, or the system has no /proc.
    }

    return peak;
  }
}
