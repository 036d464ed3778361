package io.github.otlp2parquet.local;

import io.github.otlp2parquet.otlp.Encoding;
import io.github.otlp2parquet.otlp.Signal;
import java.util.List;
import java.util.Locale;

/**
 * What was measured of one file.
 *
 * @param bytesOut of all its Parquet files
 * @param cpuNanos a request, by the thread that works; median
 * @param wallNanos a request; median
 * @param firstNanos wall time of the first request of the process
 * @param peakKilobytes most memory that the process held; -1 where the system does not say
 */
record BenchLine(
    String file,
    Signal signal,
    Encoding encoding,
    long records,
    long bytesIn,
    long bytesOut,
    long cpuNanos,
    long wallNanos,
    long firstNanos,
    long peakKilobytes) {
  static final String HEADER =
      "file\tsignal\tencoding\trecords\tbytes in\tbytes out\trecords/CPU s\tCPU ms\twall ms\tfirst"
          + " ms\tpeak MB";

  /** The line under {@link #HEADER}, without its end. */
  String text() {
    return String.join(
        "\t",
        List.of(
            file,
            signal.label(),
            encoding.name().toLowerCase(Locale.ROOT),
            Long.toString(records),
            Long.toString(bytesIn),
            Long.toString(bytesOut),
            Long.toString(Math.round(records * 1e9 / Math.max(1, cpuNanos))),
            millis(cpuNanos),
            millis(wallNanos),
            millis(firstNanos),
            peakKilobytes < 0 ? "-" : Long.toString(Math.round(peakKilobytes / 1024.0))));
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.2f", nanos / 1e6);
  }
}
