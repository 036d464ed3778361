package io.github.otlp2parquet.local.check;

import io.github.otlp2parquet.otlp.Encoding;
import io.github.otlp2parquet.otlp.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of OTLP. What it holds is told from its bytes, since a name can be anything.
 *
 * @param compression of the file; {@code body} is without
 */
public record TelemetryFile(
    String name, Signal signal, Encoding encoding, Compression compression, byte[] body) {
  /**
   * Reads a file and recognises what it is.
   *
   * @throws NotTelemetryException if it is not OTLP
   */
  public static TelemetryFile read(Path path) throws IOException {
    Path fileName = path.getFileName();
    return of(fileName == null ? path.toString() : fileName.toString(), Files.readAllBytes(path));
  }

  static TelemetryFile of(String name, byte[] bytes) {
    Compression compression = Compression.of(bytes);
    byte[] body = inflated(name, compression, bytes);
    if (body.length == 0) {
      throw new NotTelemetryException("Cannot use " + name + ": it is empty");
    }

    // Protobuf may begin with 0x0a and '{', which JSON may too: whether it can be read decides.
    if (WireSignal.isRequest(body)) {
      Signal signal = WireSignal.of(body).orElseThrow(() -> unclear(name));
      return new TelemetryFile(name, signal, Encoding.PROTOBUF, compression, body);
    }

    return new TelemetryFile(name, JsonSignal.of(name, body), Encoding.JSON, compression, body);
  }

  private static byte[] inflated(String name, Compression compression, byte[] bytes) {
    try {
      return compression.inflate(bytes);
    } catch (IOException e) {
      throw new NotTelemetryException(
          "Cannot use %s: its %s is broken: %s"
              .formatted(name, compression.coding(), e.getMessage()));
    }
  }

  private static NotTelemetryException unclear(String name) {
    return new NotTelemetryException(
        "Cannot use %s: it is protobuf, but has no record that tells logs, traces or metrics"
            .formatted(name));
  }
}
