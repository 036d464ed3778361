package io.github.otlp2parquet.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.otlp2parquet.ingest.Outcome;
import io.github.otlp2parquet.ingest.TableOutcome;
import io.github.otlp2parquet.ingest.Telemetry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Runs the function with what stands for the rooms behind it, and keeps what they were given. */
final class Invocations {
  static final ObjectMapper JSON = new ObjectMapper();
  static final String KEY = "0123456789abcdef".repeat(4);
  static final int MAX_BODY_BYTES = 1 << 20;

  final List<Telemetry> telemetry = new ArrayList<>();
  final List<Instant> deadlines = new ArrayList<>();
  final List<String> log = new ArrayList<>();
  private final Function function;

  private Invocations(BiFunction<Telemetry, Instant, Outcome> ingest) {
    this.function =
        new Function(
            MAX_BODY_BYTES,
            (request, deadline) -> {
              telemetry.add(request);
              deadlines.add(deadline);
              return ingest.apply(request, deadline);
            },
            log::add);
  }

  /** Everything is stored: three records. */
  static Invocations storing() {
    return answering(0, 0);
  }

  static Invocations answering(long rejected, long moved, String... reasons) {
    return new Invocations(
        (request, _) ->
            new Outcome(
                request.signal(),
                KEY,
                false,
                3,
                rejected,
                moved,
                List.of(reasons),
                List.of(
                    new TableOutcome(
                        request.signal().label(), 3, 1, 4321, Long.MAX_VALUE - 6, false))));
  }

  static Invocations failing(RuntimeException thrown) {
    return new Invocations(
        (_, _) -> {
          throw thrown;
        });
  }

  static Invocations failing(Error thrown) {
    return new Invocations(
        (_, _) -> {
          throw thrown;
        });
  }

  byte[] invoke(byte[] event, int remainingMillis) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      function.handle(event, new StubContext(remainingMillis), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return output.toByteArray();
  }

  JsonNode invoke(byte[] event) {
    return json(invoke(event, 30_000));
  }

  /** The one line that an invocation logs. */
  JsonNode logged() {
    if (log.size() != 1) {
      throw new AssertionError("Not one line: " + log);
    }
    return json(log.getFirst().getBytes(UTF_8));
  }

  static JsonNode json(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
