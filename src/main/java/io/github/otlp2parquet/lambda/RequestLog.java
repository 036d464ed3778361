package io.github.otlp2parquet.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.otlp2parquet.ingest.Failure;
import io.github.otlp2parquet.ingest.Outcome;
import io.github.otlp2parquet.ingest.Telemetry;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One line of JSON about one request: what it was, what became of it, how long each phase took. It
 * has no payload and no header but those of its type.
 *
 * <p>The line goes to standard output: with Lambda's JSON log format a line that is JSON is taken
 * as it is, its {@code level} and {@code timestamp} as the record's own.
 */
final class RequestLog {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_STACK_FRAMES = 24;

  private final String requestId;
  private final int eventBytes;
  private final long startNanos = System.nanoTime();
  private final Map<String, Double> phases = new LinkedHashMap<>();
  private long phaseNanos = startNanos;

  private String event = "unknown";
  private int status;
  private @Nullable Telemetry telemetry;
  private @Nullable Outcome outcome;
  private @Nullable Failure failure;
  private @Nullable Throwable thrown;
  private @Nullable String error;

  RequestLog(String requestId, int eventBytes) {
    this.requestId = requestId;
    this.eventBytes = eventBytes;
  }

  String requestId() {
    return requestId;
  }

  /** The kind of the event, or what passed it on. */
  void event(String kind) {
    event = kind;
    endPhase("read");
  }

  void decoded(Telemetry request) {
    telemetry = request;
    endPhase("inflate");
  }

  void stored(Outcome stored) {
    outcome = stored;
    endPhase("ingest");
  }

  void failed(Failure kind, String message) {
    failure = kind;
    error = message;
  }

  void failed(Failure kind, Throwable cause) {
    failed(kind, String.valueOf(cause.getMessage()));
    thrown = cause;
  }

  void answered(int httpStatus) {
    status = httpStatus;
  }

  /** The line, without its end. */
  String line() {
    StringWriter line = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(line)) {
      out.writeStartObject();
      out.writeStringField("timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
      out.writeStringField("level", level());
      out.writeStringField("message", message());
      out.writeStringField("request_id", requestId);
      out.writeStringField("event", event);
      if (status != 0) {
        out.writeNumberField("status", status);
      }
      out.writeNumberField("event_bytes", eventBytes);
      writeRequest(out);
      writeFailure(out);
      writeDurations(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a line of the log", e);
    }
    return line.toString();
  }

  private String level() {
    if (failure == null) {
      return "INFO";
    }
    return switch (failure) {
      case MALFORMED,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          TOO_LARGE,
          UNSUPPORTED_MEDIA_TYPE,
          UNAVAILABLE ->
          "WARN";
      case REFUSED, UNEXPECTED -> "ERROR";
    };
  }

  private String message() {
    if (failure != null) {
      return "failed";
    }
    if (outcome == null) {
      return "health";
    }
    return outcome.duplicate() ? "duplicate" : "stored";
  }

  private void writeRequest(JsonGenerator out) throws IOException {
    if (telemetry != null) {
      out.writeStringField("encoding", telemetry.encoding().name().toLowerCase(Locale.ROOT));
      out.writeNumberField("body_bytes", telemetry.body().length);
    }
    if (outcome != null) {
      DirectAnswer.writeFields(outcome, out);
    } else if (telemetry != null) {
      out.writeStringField("signal", telemetry.signal().label());
    }
  }

  /** The message of a foreign exception may quote what it failed on, so only ours are written. */
  private void writeFailure(JsonGenerator out) throws IOException {
    if (failure == null) {
      return;
    }
    out.writeStringField("failure", failure.label());
    if (failure != Failure.UNEXPECTED) {
      out.writeStringField("error", error);
    }
    if (thrown != null && failure.whose() != Failure.Whose.SENDER) {
      out.writeArrayFieldStart("stack");
      for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
        writeStack(cause, out);
      }
      out.writeEndArray();
    }
  }

  private static void writeStack(Throwable cause, JsonGenerator out) throws IOException {
    out.writeString(cause.getClass().getName());
    StackTraceElement[] frames = cause.getStackTrace();
    for (int i = 0; i < Math.min(frames.length, MAX_STACK_FRAMES); i++) {
      out.writeString("at " + frames[i]);
    }
  }

  private void writeDurations(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("duration_ms");
    for (Map.Entry<String, Double> phase : phases.entrySet()) {
      out.writeNumberField(phase.getKey(), phase.getValue());
    }
    out.writeNumberField("total", millis(System.nanoTime() - startNanos));
    out.writeEndObject();
  }

  private void endPhase(String phase) {
    long now = System.nanoTime();
    phases.put(phase, millis(now - phaseNanos));
    phaseNanos = now;
  }

  private static double millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMicros(nanos) / 1000.0;
  }
}
