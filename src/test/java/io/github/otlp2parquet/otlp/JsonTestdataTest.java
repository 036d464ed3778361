package io.github.otlp2parquet.otlp;

import static io.github.otlp2parquet.otlp.JsonSamples.NO_LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.github.otlp2parquet.local.payload.Payloads;
import io.github.otlp2parquet.local.payload.Testdata;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed files of testdata, what made them, and what the transcoder makes of them. */
class JsonTestdataTest {
  private static final Path FOLDER = Path.of("testdata");

  @Test
  void folder_isWhatTheGeneratorWrites() throws IOException {
    Map<String, byte[]> committed = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(FOLDER)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        committed.put(
            FOLDER.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
      }
    }

    committed.remove("README.md");
    Map<String, byte[]> generated = Testdata.files();

    assertThat(committed.keySet()).isEqualTo(generated.keySet());
    generated.forEach((name, bytes) -> assertThat(committed.get(name)).as(name).isEqualTo(bytes));
  }

  @Test
  void samples_setEveryField() {
    Set<String> expected = new TreeSet<>();
    for (Descriptor request :
        List.of(
            ExportLogsServiceRequest.getDescriptor(),
            ExportTraceServiceRequest.getDescriptor(),
            ExportMetricsServiceRequest.getDescriptor())) {
      addFields(expected, request);
    }

    // Only profiles have a string table that these refer to.
    expected.removeIf(field -> field.endsWith("_strindex"));
    Set<String> set = new TreeSet<>();
    Testdata.samples().values().forEach(request -> addSetFields(set, request));

    assertThat(set).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void json_isTheSameInProtobuf(String name) throws IOException {
    Signal signal = signal(name);
    byte[] json = Files.readAllBytes(FOLDER.resolve(name + ".json"));
    byte[] protobuf = Files.readAllBytes(FOLDER.resolve(name + ".pb"));

    assertThat(JsonSamples.parse(signal, JsonTranscoder.transcode(signal, json, NO_LIMIT)))
        .isEqualTo(JsonSamples.parse(signal, ByteBuffer.wrap(protobuf)));
  }

  @ParameterizedTest
  @MethodSource("invalidFiles")
  void invalid_isMalformed(String name) throws IOException {
    byte[] body = Files.readAllBytes(FOLDER.resolve(name));

    if (name.endsWith(".json")) {
      assertThatThrownBy(() -> JsonTranscoder.transcode(Signal.LOGS, body, NO_LIMIT))
          .isInstanceOf(MalformedRequestException.class);
    } else {
      assertThatThrownBy(() -> ExportLogsServiceRequest.parseFrom(body))
          .isInstanceOf(InvalidProtocolBufferException.class);
    }
  }

  @Test
  void payload_hasSoManyRecords() {
    for (int records : new int[] {0, 1, 7, 100, 1_003}) {
      ExportLogsServiceRequest logs =
          (ExportLogsServiceRequest) Payloads.request(Signal.LOGS, records);
      ExportTraceServiceRequest traces =
          (ExportTraceServiceRequest) Payloads.request(Signal.TRACES, records);

      assertThat(
              logs.getResourceLogsList().stream()
                  .flatMap(resource -> resource.getScopeLogsList().stream())
                  .mapToInt(scope -> scope.getLogRecordsCount())
                  .sum())
          .isEqualTo(records);
      assertThat(
              traces.getResourceSpansList().stream()
                  .flatMap(resource -> resource.getScopeSpansList().stream())
                  .mapToInt(scope -> scope.getSpansCount())
                  .sum())
          .isEqualTo(records);
      assertThat(points(Payloads.request(Signal.METRICS, records))).isEqualTo(records);
    }
  }

  private static int points(Message request) {
    return ((ExportMetricsServiceRequest) request)
        .getResourceMetricsList().stream()
            .flatMap(resource -> resource.getScopeMetricsList().stream())
            .flatMap(scope -> scope.getMetricsList().stream())
            .mapToInt(
                metric ->
                    metric.getGauge().getDataPointsCount()
                        + metric.getSum().getDataPointsCount()
                        + metric.getHistogram().getDataPointsCount()
                        + metric.getExponentialHistogram().getDataPointsCount()
                        + metric.getSummary().getDataPointsCount())
            .sum();
  }

  static Stream<String> requests() {
    return Testdata.files().keySet().stream()
        .filter(name -> name.endsWith(".pb") && !name.startsWith("invalid/"))
        .map(name -> name.substring(0, name.length() - ".pb".length()));
  }

  static Stream<String> invalidFiles() {
    return Testdata.files().keySet().stream().filter(name -> name.startsWith("invalid/"));
  }

  private static Signal signal(String name) {
    return name.startsWith("log")
        ? Signal.LOGS
        : name.startsWith("trace") ? Signal.TRACES : Signal.METRICS;
  }

  private static void addFields(Set<String> names, Descriptor message) {
    for (FieldDescriptor field : message.getFields()) {
      boolean isNew = names.add(field.getFullName());
      if (isNew && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        addFields(names, field.getMessageType());
      }
    }
  }

  private static void addSetFields(Set<String> names, Message message) {
    message
        .getAllFields()
        .forEach(
            (field, value) -> {
              names.add(field.getFullName());
              List<?> values = field.isRepeated() ? (List<?>) value : List.of(value);
              for (Object element : values) {
                if (element instanceof Message child) {
                  addSetFields(names, child);
                }
              }
            });
  }
}
