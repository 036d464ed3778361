package io.github.otlp2parquet.otlp;

import static io.github.otlp2parquet.otlp.JsonSamples.NO_LIMIT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Message;
import io.github.otlp2parquet.local.payload.OtlpJson;
import io.github.otlp2parquet.local.payload.RandomTelemetry;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the generated classes read from the transcoded bytes is what was printed as JSON. */
class JsonRoundTripTest {
  private static final int REQUESTS = 100;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @EnumSource
  void transcode_anyRequest_isTheSameInProtobuf(Signal signal) throws Exception {
    long seed = System.nanoTime();
    RandomTelemetry telemetry = new RandomTelemetry(seed, RandomTelemetry.Range.ALL);
    for (int i = 0; i < REQUESTS; i++) {
      Message request = telemetry.next(signal);

      assertThat(parse(signal, OtlpJson.print(request)))
          .as("seed %d, request %d", seed, i)
          .isEqualTo(request);
    }
  }

  @ParameterizedTest
  @EnumSource
  void transcode_laxSpelling_isTheSameInProtobuf(Signal signal) throws Exception {
    long seed = System.nanoTime();
    RandomTelemetry telemetry = new RandomTelemetry(seed, RandomTelemetry.Range.ALL);
    for (int i = 0; i < REQUESTS; i++) {
      Message request = telemetry.next(signal);
      JsonNode lax = lax("", MAPPER.readTree(OtlpJson.print(request)));

      assertThat(parse(signal, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(lax)))
          .as("seed %d, request %d", seed, i)
          .isEqualTo(request);
    }
  }

  private static Message parse(Signal signal, String json) throws IOException {
    return JsonSamples.parse(
        signal, JsonTranscoder.transcode(signal, json.getBytes(UTF_8), NO_LIMIT));
  }

  /** The same in snake_case, with unknown fields and nulls, and each number as the other kind. */
  private static JsonNode lax(String name, JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode lax = MAPPER.createObjectNode();
      lax.putObject("notOfOtlp").putArray("traceId").add(1.5).addNull().addObject();
      lax.putNull("attributes").putNull("body").putNull("gauge").putNull("traceId");
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        lax.set(snakeCase(field.getKey()), lax(field.getKey(), field.getValue()));
      }

      return lax;
    }

    if (node instanceof ArrayNode array) {
      ArrayNode lax = MAPPER.createArrayNode();
      array.forEach(element -> lax.add(lax(name, element)));
      return lax;
    }

    return MAPPER.getNodeFactory().pojoNode(laxScalar(name, node));
  }

  private static Object laxScalar(String name, JsonNode node) {
    String text = node.asText();
    if (node.isNumber()) {
      return text;
    }

    return switch (name) {
      case "traceId", "spanId", "parentSpanId" -> text.toUpperCase(Locale.ROOT);
      case "bytesValue" -> text.replace('+', '-').replace('/', '_').replace("=", "");
      case "timeUnixNano",
          "observedTimeUnixNano",
          "startTimeUnixNano",
          "endTimeUnixNano",
          "intValue",
          "asInt",
          "count",
          "zeroCount",
          "bucketCounts" ->
          new BigInteger(text);
      default -> node;
    };
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
