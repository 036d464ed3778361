package io.github.otlp2parquet.otlp;

import static io.github.otlp2parquet.otlp.JsonSamples.NO_LIMIT;
import static io.github.otlp2parquet.otlp.JsonSamples.assertMalformed;
import static io.github.otlp2parquet.otlp.JsonSamples.assertMalformedLog;
import static io.github.otlp2parquet.otlp.JsonSamples.body;
import static io.github.otlp2parquet.otlp.JsonSamples.log;
import static io.github.otlp2parquet.otlp.JsonSamples.logs;
import static io.github.otlp2parquet.otlp.JsonSamples.metric;
import static io.github.otlp2parquet.otlp.JsonSamples.oneLog;
import static io.github.otlp2parquet.otlp.JsonSamples.oneMetric;
import static io.github.otlp2parquet.otlp.JsonSamples.oneSpan;
import static io.github.otlp2parquet.otlp.JsonSamples.point;
import static io.github.otlp2parquet.otlp.JsonSamples.span;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.AnyValue.ValueCase;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTranscoderTest {
  @Test
  void emptyRequest_isAnEmptyRequest() throws Exception {
    assertThat(logs("{}")).isEqualTo(ExportLogsServiceRequest.getDefaultInstance());
    assertThat(logs("{\"resourceLogs\":[]}").getResourceLogsCount()).isZero();
  }

  @Test
  void severalObjects_areOneRequest() throws Exception {
    String line = "{\"resourceLogs\":[{\"schemaUrl\":\"%s\"}]}";

    ExportLogsServiceRequest request =
        logs("\n" + line.formatted("a") + "\n\n \r\n" + line.formatted("b") + "\n");

    assertThat(request.getResourceLogsList())
        .extracting(resource -> resource.getSchemaUrl())
        .containsExactly("a", "b");
  }

  @Test
  void byteOrderMark_isSkipped() throws Exception {
    assertThat(log("").getBody()).isEqualTo(AnyValue.getDefaultInstance());
    assertThat(logs("\ufeff" + oneLog("\"eventName\":\"é\"")).getResourceLogsCount()).isOne();
    assertThat(logs("\ufeff" + oneLog("\"eventName\":\"é\"")))
        .isEqualTo(logs(oneLog("\"eventName\":\"é\"")));
  }

  @Test
  void otherSignal_isUnknownFields() throws Exception {
    assertThat(logs("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{}]}]}]}"))
        .isEqualTo(ExportLogsServiceRequest.getDefaultInstance());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\n", "[]", "null", "1", "\"a\"", "{} 1", "{} []", "{} x"})
  void bodyOtherThanObjects_isMalformed(String body) {
    assertMalformed(Signal.LOGS, body.getBytes(UTF_8), "Cannot read logs from JSON: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"resourceLogs\"",
        "{\"resourceLogs\":",
        "{\"resourceLogs\":[",
        "{\"resourceLogs\":[{}",
        "{\"resourceLogs\":[{\"schemaUrl\":\"a",
        "{\"resourceLogs\":[{\"schemaUrl\":\"a\\",
        "{\"resourceLogs\":[{\"schemaUrl\":\"a\\u12",
        "{}}",
        "{},{}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "{\"a\":'b'}",
        "{a:1}",
        "{\"a\":1,}",
        "// comment\n{}",
        "{\"a\":\"\\x\"}",
        "{\"a\":tru}",
      })
  void invalidJson_isMalformed(String body) {
    assertMalformed(Signal.LOGS, body.getBytes(UTF_8), "Cannot read logs from JSON: ");
  }

  @Test
  void message_namesPlaceAndNotContent() {
    assertMalformed(
        Signal.TRACES,
        oneSpan("\"links\":[{},{\"traceId\":\"secret\"}]").getBytes(UTF_8),
        "Cannot read traces from JSON: /resourceSpans/0/scopeSpans/0/spans/0/links/1/traceId is not"
            + " hexadecimal");
    assertMalformed(
        Signal.TRACES,
        "{\"secret\":secret}".getBytes(UTF_8),
        "Cannot read traces from JSON: byte 17 is not valid JSON");
  }

  @Test
  void otherEncodings_areMalformed() {
    for (byte[] body :
        new byte[][] {"{}".getBytes(UTF_16), "{}".getBytes(UTF_16LE), {0, 0, 0, '{'}}) {
      assertThatThrownBy(() -> JsonTranscoder.transcode(Signal.LOGS, body, NO_LIMIT))
          .isInstanceOf(MalformedRequestException.class)
          .hasMessageMatching("Cannot read logs from JSON: byte \\d is not UTF-8");
    }
  }

  @Test
  void enum_isANumberOrItsName() throws Exception {
    assertThat(log("\"severityNumber\":9").getSeverityNumber())
        .isEqualTo(SeverityNumber.SEVERITY_NUMBER_INFO);
    assertThat(log("\"severityNumber\":\"24\"").getSeverityNumber())
        .isEqualTo(SeverityNumber.SEVERITY_NUMBER_FATAL4);
    assertThat(log("\"severityNumber\":\"SEVERITY_NUMBER_WARN3\"").getSeverityNumber())
        .isEqualTo(SeverityNumber.SEVERITY_NUMBER_WARN3);
    assertThat(log("\"severityNumber\":77").getSeverityNumberValue()).isEqualTo(77);
    assertThat(span("\"kind\":\"SPAN_KIND_SERVER\"").getKind())
        .isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertMalformedLog(
        "\"severityNumber\":\"INFO\"",
        "/severityNumber is neither a number nor a name of its enum");
  }

  @Test
  void bool_isTrueOrFalse() throws Exception {
    assertThat(body("{\"boolValue\":false}").getValueCase()).isEqualTo(ValueCase.BOOL_VALUE);
    assertThat(body("{\"boolValue\":true}").getBoolValue()).isTrue();
    assertMalformedLog("\"body\":{\"boolValue\":\"true\"}", "/body/boolValue is not true or false");
    assertMalformedLog("\"body\":{\"boolValue\":1}", "/body/boolValue is not true or false");
  }

  @Test
  void presence_isKept() throws Exception {
    assertThat(log("").hasBody()).isFalse();
    assertThat(log("\"body\":{}").getBody().getValueCase()).isEqualTo(ValueCase.VALUE_NOT_SET);
    assertThat(log("\"body\":{}").hasBody()).isTrue();
    assertThat(body("{\"stringValue\":\"\"}").getValueCase()).isEqualTo(ValueCase.STRING_VALUE);
    assertThat(body("{\"intValue\":0}").getValueCase()).isEqualTo(ValueCase.INT_VALUE);
    assertThat(body("{\"bytesValue\":\"\"}").getValueCase()).isEqualTo(ValueCase.BYTES_VALUE);
    assertThat(body("{\"arrayValue\":{}}").getValueCase()).isEqualTo(ValueCase.ARRAY_VALUE);
    assertThat(point("\"asDouble\":0").hasAsDouble()).isTrue();
    assertThat(point("").getValueCase()).isEqualTo(NumberDataPoint.ValueCase.VALUE_NOT_SET);
    Metric metric = metric("\"histogram\":{\"dataPoints\":[{\"sum\":0,\"min\":null}]}");
    assertThat(metric.getHistogram().getDataPoints(0).hasSum()).isTrue();
    assertThat(metric.getHistogram().getDataPoints(0).hasMin()).isFalse();
    assertThat(metric("\"gauge\":{}").getDataCase()).isEqualTo(Metric.DataCase.GAUGE);
  }

  @Test
  void null_isAnAbsentField() throws Exception {
    LogRecord expected = LogRecord.getDefaultInstance();

    assertThat(
            log(
                "\"timeUnixNano\":null,\"severityNumber\":null,\"eventName\":null,\"body\":null,"
                    + "\"attributes\":null,\"flags\":null,\"traceId\":null"))
        .isEqualTo(expected);
    assertThat(body("{\"stringValue\":null}")).isEqualTo(AnyValue.getDefaultInstance());
    assertThat(metric("\"gauge\":null").getDataCase()).isEqualTo(Metric.DataCase.DATA_NOT_SET);
  }

  @Test
  void null_inAList_isAnEmptyMessage() throws Exception {
    assertThat(body("{\"arrayValue\":{\"values\":[null,{}]}}").getArrayValue().getValuesList())
        .containsExactly(AnyValue.getDefaultInstance(), AnyValue.getDefaultInstance());
    assertMalformed(
        Signal.METRICS,
        oneMetric("\"histogram\":{\"dataPoints\":[{\"bucketCounts\":[1,null]}]}").getBytes(UTF_8),
        "/bucketCounts/1 is not a number");
  }

  @Test
  void unknownFields_areSkipped() throws Exception {
    assertThat(
            log(
                "\"x\":{\"traceId\":[[{\"a\":\"\\ud83d\\ude00\"}],null,1e5]},\"eventName\":\"e\","
                    + "\"y\":\"z\",\"Body\":1"))
        .isEqualTo(LogRecord.newBuilder().setEventName("e").build());
  }

  @Test
  void repeatedKeys_countAsInProtobuf() throws Exception {
    LogRecord log =
        log(
            "\"eventName\":\"a\",\"eventName\":\"b\",\"attributes\":[{\"key\":\"k\"}],"
                + "\"attributes\":[{\"key\":\"l\"}],\"body\":{\"intValue\":1,\"stringValue\":\"s\"}");

    assertThat(log.getEventName()).isEqualTo("b");
    assertThat(log.getAttributesList()).extracting(a -> a.getKey()).containsExactly("k", "l");
    assertThat(log.getBody().getStringValue()).isEqualTo("s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"eventName\":1", "\"attributes\":{}", "\"body\":\"a\"", "\"body\":[]"})
  void wrongType_isMalformed(String fields) {
    assertMalformedLog(fields, " is not a");
  }
}
