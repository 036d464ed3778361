package io.github.otlp2parquet.local.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.otlp2parquet.local.payload.Payloads;
import io.github.otlp2parquet.otlp.Signal;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SendingTest {
  private static final String JSON = "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{}]}]}]}";

  @Test
  void event_ofOneJsonObject_isTheObject() {
    Sending sending = sending(JSON.getBytes(UTF_8), Compression.NONE);

    assertThat(sending.event()).isEqualTo(sending.body());
    assertThat(sending.encodingLabel()).isEqualTo("json");
    assertThat(sending.records()).isEqualTo(1);
  }

  @Test
  void event_ofJsonLines_isHttp() throws Exception {
    Sending sending = sending((JSON + "\n" + JSON).getBytes(UTF_8), Compression.NONE);
    JsonNode event = new JsonMapper().readTree(sending.event());

    assertThat(event.at("/headers/content-type").asText()).isEqualTo("application/x-ndjson");
    assertThat(sending.encodingLabel()).isEqualTo("json lines");
  }

  @Test
  void event_ofCompressedProtobuf_isHttpWithItsCoding() throws Exception {
    byte[] protobuf = Payloads.request(Signal.TRACES, 2).toByteArray();
    Sending sending = sending(protobuf, Compression.ZSTD);
    JsonNode event = new JsonMapper().readTree(sending.event());

    assertThat(event.path("rawPath").asText()).isEqualTo("/v1/traces");
    assertThat(event.at("/requestContext/http/method").asText()).isEqualTo("POST");
    assertThat(event.at("/headers/content-type").asText()).isEqualTo("application/x-protobuf");
    assertThat(event.at("/headers/content-encoding").asText()).isEqualTo("zstd");
    assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
    byte[] sent = Base64.getDecoder().decode(event.path("body").asText());
    assertThat(Compression.ZSTD.inflate(sent)).isEqualTo(sending.body());
  }

  private static Sending sending(byte[] body, Compression compression) {
    TelemetryFile file = TelemetryFile.of("a", body);
    return Sending.of(file, ExportRequest.of(file), compression, new Mark("r", 1));
  }
}
