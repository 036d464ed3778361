package io.github.otlp2parquet.local.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.github.otlp2parquet.otlp.Encoding;
import io.github.otlp2parquet.otlp.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a run sends, all of it read and marked before the first request is.
 *
 * @param files how many they come from
 * @param good those that must be stored
 * @param bad those that must be refused
 * @param repeated one of the good ones, to be sent again; none if no repeat can be known as one
 */
record Requests(
    String run, int files, List<Sending> good, List<Sending> bad, Optional<Sending> repeated) {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * Each JSON file once as it is, each protobuf file plain, with gzip and with zstd; what is in
   * {@code invalid/} is no OTLP on purpose.
   */
  static Requests ofTestdata(Path testdata) throws IOException {
    Path invalid = testdata.resolve("invalid");
    Builder builder = new Builder();
    for (Path path : Sources.find(List.of(testdata))) {
      if (path.startsWith(invalid)) {
        builder.bad.add(bad(path));
      } else {
        TelemetryFile file = TelemetryFile.read(path);
        builder.add(
            file, file.encoding() == Encoding.PROTOBUF ? Compression.values() : asItIs(file));
      }
    }

    return builder.build();
  }

  /** Each file once, as it is. */
  static Requests ofOwn(List<Path> paths) throws IOException {
    Builder builder = new Builder();
    for (Path path : Sources.find(paths)) {
      TelemetryFile file = TelemetryFile.read(path);
      builder.add(file, asItIs(file));
    }

    if (builder.good.isEmpty()) {
      throw new NotTelemetryException("Cannot find a file of telemetry in " + paths);
    }

    return builder.build();
  }

  private static Compression[] asItIs(TelemetryFile file) {
    return new Compression[] {file.compression()};
  }

  /** Sent as logs: JSON as the event itself; all else Lambda would refuse, so HTTP carries it. */
  private static Sending bad(Path path) throws IOException {
    byte[] body = Files.readAllBytes(path);
    String name = "invalid/" + path.getFileName();
    Encoding encoding = name.endsWith(".json") ? Encoding.JSON : Encoding.PROTOBUF;
    Sending.Route route = isJson(body) ? Sending.Route.DIRECT : Sending.Route.FUNCTION_URL;
    return Sending.unread(name, Signal.LOGS, encoding, body, route);
  }

  private static boolean isJson(byte[] body) {
    try (JsonParser parser = JSON.createParser(body)) {
      parser.nextToken();
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  /** Numbers the requests of one run. */
  private static final class Builder {
    private final String run;
    private final List<Sending> good = new ArrayList<>();
    private final List<Sending> bad = new ArrayList<>();
    private Optional<Sending> repeated = Optional.empty();
    private int files;

    Builder() {
      byte[] random = new byte[8];
      new SecureRandom().nextBytes(random);
      run = HexFormat.of().formatHex(random);
    }

    void add(TelemetryFile file, Compression... compressions) {
      ExportRequest request = ExportRequest.of(file);
      for (Compression compression : compressions) {
        good.add(Sending.of(file, request, compression, new Mark(run, good.size() + 1)));
      }

      files++;
      if (repeated.isEmpty() && request.isTimed() && !request.rows().isEmpty()) {
        repeated = Optional.of(good.getLast());
      }
    }

    Requests build() {
      return new Requests(run, files, good, bad, repeated);
    }
  }
}
