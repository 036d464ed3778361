package io.github.otlp2parquet.local.payload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Message;
import io.github.otlp2parquet.otlp.Signal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The files of {@code testdata/} by their names in it. */
public final class Testdata {
  private static final int LARGE = 1_000;

  /** Far beyond the 64 levels that a value may nest. */
  private static final int DEEP = 10_000;

  private Testdata() {}

  /** All files that have OTLP/JSON, protobuf or neither in them, sorted by name. */
  public static Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>();
    samples()
        .forEach(
            (name, request) -> {
              files.put(name + ".json", (OtlpJson.pretty(request) + "\n").getBytes(UTF_8));
              files.put(name + ".pb", request.toByteArray());
            });
    for (Signal signal : Signal.values()) {
      Message request = Payloads.request(signal, LARGE);
      String name = "%s_%d".formatted(signal.label(), LARGE);
      files.put(name + ".json", (OtlpJson.print(request) + "\n").getBytes(UTF_8));
      files.put(name + ".pb", request.toByteArray());
    }

    invalid().forEach((name, bytes) -> files.put("invalid/" + name, bytes));
    return files;
  }

  /** Requests of a few records that set every field, by their files' names without ending. */
  public static Map<String, Message> samples() {
    Map<String, Message> samples = new LinkedHashMap<>();
    samples.put("log", LogSample.request());
    samples.put("trace", TraceSample.request());
    samples.put("metrics_gauge", MetricSample.gauge());
    samples.put("metrics_sum", MetricSample.sum());
    samples.put("metrics_histogram", MetricSample.histogram());
    samples.put("metrics_exponential_histogram", MetricSample.exponentialHistogram());
    samples.put("metrics_summary", MetricSample.summary());
    return samples;
  }

  /** Bodies that are answered with 400 when they are sent as logs. */
  private static Map<String, byte[]> invalid() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    byte[] protobuf = TraceSample.request().toByteArray();
    files.put("truncated.pb", Arrays.copyOf(protobuf, protobuf.length / 2));
    files.put("truncated.json", "{\"resourceLogs\":[{\"scopeLogs\":[".getBytes(UTF_8));
    files.put("not_protobuf.pb", "<!doctype html>\n".getBytes(UTF_8));
    files.put("not_otlp.json", "[\"resourceLogs\"]\n".getBytes(UTF_8));
    files.put("not_json.json", "resourceLogs: []\n".getBytes(UTF_8));
    files.put("trailing_garbage.json", "{\"resourceLogs\":[]}\n]\n".getBytes(UTF_8));
    files.put("odd_hex.json", log("\"traceId\":\"5b8ef\""));
    files.put("not_hex.json", log("\"spanId\":\"eee19b7ec3c1b17g\""));
    files.put("lone_surrogate.json", log("\"body\":{\"stringValue\":\"\\ud83d\"}"));
    files.put("not_utf8.json", log("\"body\":{\"stringValue\":\"\u00ff\"}"));
    files.put("not_base64.json", log("\"body\":{\"bytesValue\":\"a\"}"));
    files.put("integer_range.json", log("\"body\":{\"intValue\":\"9223372036854775808\"}"));
    files.put("enum_name.json", log("\"severityNumber\":\"INFO\""));
    files.put("bare_nan.json", log("\"body\":{\"doubleValue\":NaN}"));
    files.put("deep_nesting.json", log("\"body\":" + nested(65)));
    files.put("deep_unknown_field.json", log("\"x\":" + "[".repeat(DEEP) + "]".repeat(DEEP)));
    return files;
  }

  private static String nested(int levels) {
    return "{\"arrayValue\":{\"values\":[".repeat(levels) + "]}}".repeat(levels);
  }

  private static byte[] log(String fields) {
    return "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{%s}]}]}]}\n"
        .formatted(fields)
        .getBytes(ISO_8859_1);
  }
}
