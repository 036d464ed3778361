package io.github.otlp2parquet.local.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.otlp2parquet.otlp.Signal;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Tells the signal of one or more OTLP/JSON objects from the list that they have. */
final class JsonSignal {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonSignal() {}

  /**
   * Reads all objects to their end.
   *
   * @throws NotTelemetryException if it is not JSON, has no such list or those of several signals
   */
  static Signal of(String name, byte[] body) {
    Set<Signal> signals = EnumSet.noneOf(Signal.class);
    try (JsonParser parser = JSON.createParser(body)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token != JsonToken.START_OBJECT) {
          throw not(name, "it is neither protobuf nor an object of JSON");
        }

        addSignals(parser, signals);
      }
    } catch (IOException e) {
      throw not(name, "it is neither protobuf nor JSON");
    }

    if (signals.isEmpty()) {
      throw not(name, "it has no resourceLogs, resourceSpans or resourceMetrics");
    } else if (signals.size() > 1) {
      throw not(name, "it has more than one of logs, traces and metrics; a file holds one");
    }

    return signals.iterator().next();
  }

  private static void addSignals(JsonParser parser, Set<Signal> signals) throws IOException {
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      ofField(field).ifPresent(signals::add);
      parser.nextToken();
      parser.skipChildren();
    }
  }

  private static Optional<Signal> ofField(String field) {
    return switch (field) {
      case "resourceLogs", "resource_logs" -> Optional.of(Signal.LOGS);
      case "resourceSpans", "resource_spans" -> Optional.of(Signal.TRACES);
      case "resourceMetrics", "resource_metrics" -> Optional.of(Signal.METRICS);
      default -> Optional.empty();
    };
  }

  private static NotTelemetryException not(String name, String why) {
    return new NotTelemetryException("Cannot use " + name + ": " + why);
  }
}
