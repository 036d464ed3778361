package io.github.otlp2parquet.roundtrip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.github.otlp2parquet.local.payload.OtlpJson;
import io.github.otlp2parquet.otlp.Decoded;
import io.github.otlp2parquet.otlp.JsonTranscoder;
import io.github.otlp2parquet.otlp.OtlpDecoder;
import io.github.otlp2parquet.otlp.Signal;
import java.nio.ByteBuffer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** JSON and protobuf of the same request give the same rows. */
class EncodingsTest {
  private static final int REQUESTS = Integer.getInteger("roundtrip.requests", 150);
  private static final long SEED = Long.getLong("roundtrip.seed", 20_261_120);
  private static final int MAX_NESTING = 64;

  private final BufferAllocator allocator = new RootAllocator();
  private final OtlpDecoder decoder = new OtlpDecoder(EdgeValues.TABLES, allocator, Stored.LIMITS);

  @AfterEach
  void allMemoryIsReturned() {
    allocator.close();
  }

  @ParameterizedTest
  @EnumSource
  void jsonOfAnyRequest_givesTheRowsOfProtobuf(Signal signal) {
    for (int i = 0; i < REQUESTS; i++) {
      check(signal, new RequestGenerator(SEED + i).request(signal), "seed " + (SEED + i));
    }
  }

  @ParameterizedTest
  @EnumSource
  void jsonOfDeepestValue_givesTheRowsOfProtobuf(Signal signal) {
    check(signal, Requests.withAttribute(signal, Requests.nested(MAX_NESTING)), "64 levels");
  }

  private void check(Signal signal, Message request, String name) {
    byte[] json = OtlpJson.print(request).getBytes(UTF_8);

    assertThat(rows(signal, JsonTranscoder.transcode(signal, json, Integer.MAX_VALUE)))
        .as(name)
        .isEqualTo(rows(signal, ByteBuffer.wrap(request.toByteArray())));
  }

  private BatchRows rows(Signal signal, ByteBuffer protobuf) {
    try (Decoded decoded =
        decoder.decode(signal, protobuf, EdgeValues.ARRIVAL, allTimed -> Stored.KEY)) {
      return BatchRows.of(decoded);
    }
  }
}
