package io.github.otlp2parquet.local.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.Message;
import io.github.otlp2parquet.local.payload.OtlpJson;
import io.github.otlp2parquet.local.payload.Payloads;
import io.github.otlp2parquet.local.payload.Testdata;
import io.github.otlp2parquet.otlp.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExportRequestTest {
  private static final Mark MARK = new Mark("a1b2", 7);

  @Test
  void rows_areThoseOfEachTable_inBothEncodings() {
    Message request = Payloads.request(Signal.METRICS, 1_000);
    Map<String, Long> rows = protobuf(request).rows();

    assertThat(rows)
        .containsOnly(
            Map.entry("metrics_gauge", 300L),
            Map.entry("metrics_sum", 400L),
            Map.entry("metrics_histogram", 100L),
            Map.entry("metrics_exponential_histogram", 100L),
            Map.entry("metrics_summary", 100L));
    assertThat(json(OtlpJson.print(request)).rows()).isEqualTo(rows);
  }

  @Test
  void rows_ofSamples_areTheSameInBothEncodings() {
    Testdata.samples()
        .forEach(
            (name, request) ->
                assertThat(json(OtlpJson.pretty(request)).rows())
                    .as(name)
                    .isNotEmpty()
                    .isEqualTo(protobuf(request).rows()));
  }

  @Test
  void rows_ofJsonLinesInSnakeCase_areTheirSum() {
    ExportRequest lines =
        json(
            """
            {"resource_logs":[{"scope_logs":[{"log_records":[{},{}]}]}]}
            {"resourceLogs":[{"scopeLogs":[{"logRecords":[{}]}]}]}
            """);

    assertThat(lines.rows()).containsOnly(Map.entry("logs", 3L));
    assertThat(lines.isSingle()).isFalse();
    assertThat(new String(lines.marked(MARK), UTF_8).lines()).hasSize(2);
  }

  @Test
  void marked_protobuf_hasTwoAttributesMoreAndElseTheSame() throws Exception {
    Message request = Payloads.request(Signal.LOGS, 30);
    ExportLogsServiceRequest marked =
        ExportLogsServiceRequest.parseFrom(protobuf(request).marked(MARK));

    assertThat(marked.getResourceLogsList())
        .allSatisfy(
            logs ->
                assertThat(logs.getResource().getAttributesList())
                    .filteredOn(attribute -> attribute.getKey().startsWith("otlp2parquet."))
                    .extracting(KeyValue::getKey, kv -> kv.getValue().getStringValue())
                    .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("otlp2parquet.test.run", "a1b2"),
                        org.assertj.core.groups.Tuple.tuple("otlp2parquet.test.request", "7")));
    assertThat(withoutMark(marked)).isEqualTo(request);
  }

  @Test
  void marked_json_isTheMarkedProtobuf() throws Exception {
    Message request = Payloads.request(Signal.LOGS, 10);
    ExportLogsServiceRequest marked =
        ExportLogsServiceRequest.parseFrom(protobuf(request).marked(MARK));
    byte[] markedJson = json(OtlpJson.print(request)).marked(MARK);
    JsonMapper mapper = new JsonMapper();

    assertThat(mapper.readTree(markedJson)).isEqualTo(mapper.readTree(OtlpJson.print(marked)));
  }

  @Test
  void marked_jsonWithoutResource_keepsNumbersAsWritten() {
    String json =
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":"
            + "\"18446744073709551615\",\"body\":{\"doubleValue\":1.10}}]}]}]}";

    assertThat(new String(json(json).marked(MARK), UTF_8))
        .contains("\"18446744073709551615\"", "1.10}", "\"stringValue\":\"a1b2\"");
  }

  @Test
  void isTimed_onlyIfEveryRecordHasATime() {
    String timed = "{\"scopeLogs\":[{\"logRecords\":[{\"observedTimeUnixNano\":\"1\"}]}]}";
    String untimed = "{\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":0}]}]}";

    assertThat(json("{\"resourceLogs\":[" + timed + "]}").isTimed()).isTrue();
    assertThat(json("{\"resourceLogs\":[" + timed + "," + untimed + "]}").isTimed()).isFalse();
    assertThat(protobuf(Payloads.request(Signal.METRICS, 50)).isTimed()).isTrue();
  }

  private static ExportRequest protobuf(Message request) {
    return ExportRequest.of(TelemetryFile.of("a", request.toByteArray()));
  }

  private static ExportRequest json(String json) {
    return ExportRequest.of(TelemetryFile.of("a", json.getBytes(UTF_8)));
  }

  private static ExportLogsServiceRequest withoutMark(ExportLogsServiceRequest marked) {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    for (ResourceLogs logs : marked.getResourceLogsList()) {
      Resource.Builder resource = logs.getResource().toBuilder();
      List<KeyValue> kept =
          resource.getAttributesList().stream()
              .filter(attribute -> !attribute.getKey().startsWith("otlp2parquet."))
              .toList();
      request.addResourceLogs(
          logs.toBuilder().setResource(resource.clearAttributes().addAllAttributes(kept)));
    }

    return request.build();
  }
}
