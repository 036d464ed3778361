package io.github.otlp2parquet.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.otlp2parquet.ingest.Outcome;
import io.github.otlp2parquet.ingest.TableOutcome;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What a direct invoke answers: the outcome as JSON.
 *
 * <p>{@code snapshot_id} is a string: as numbers, 64 bits come out wrong of JavaScript, jq and what
 * else reads numbers as doubles.
 */
final class DirectAnswer {
  private static final JsonFactory JSON = new JsonFactory();

  private DirectAnswer() {}

  static void write(Outcome outcome, OutputStream output) throws IOException {
    try (JsonGenerator out = JSON.createGenerator(output)) {
      out.writeStartObject();
      writeFields(outcome, out);
      out.writeEndObject();
    }
  }

  /** The fields of an outcome, in an object that is begun: an answer, or a line of the log. */
  static void writeFields(Outcome outcome, JsonGenerator out) throws IOException {
    out.writeStringField("signal", outcome.signal().label());
    out.writeStringField("key", outcome.key());
    out.writeBooleanField("duplicate", outcome.duplicate());
    out.writeNumberField("records", outcome.records());
    out.writeNumberField("rejected", outcome.rejected());
    out.writeNumberField("moved", outcome.moved());
    out.writeArrayFieldStart("reasons");
    for (String reason : outcome.reasons()) {
      out.writeString(reason);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("tables");
    for (TableOutcome table : outcome.tables()) {
      writeTable(table, out);
    }
    out.writeEndArray();
  }

  private static void writeTable(TableOutcome table, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("table", table.table());
    out.writeNumberField("records", table.records());
    out.writeNumberField("files", table.files());
    out.writeNumberField("bytes", table.bytes());
    out.writeStringField("snapshot_id", Long.toString(table.snapshotId()));
    out.writeBooleanField("duplicate", table.duplicate());
    out.writeEndObject();
  }
}
