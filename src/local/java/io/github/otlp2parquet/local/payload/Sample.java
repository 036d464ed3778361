package io.github.otlp2parquet.local.payload;

import static io.github.otlp2parquet.local.payload.Attributes.attribute;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.EntityRef;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.resource.v1.Resource;

/** What the small files of testdata have in common. */
final class Sample {
  static final ByteString TRACE_ID = ByteString.fromHex("5b8efff798038103d269b633813fc60c");
  static final ByteString SPAN_ID = ByteString.fromHex("eee19b7ec3c1b174");
  static final ByteString PARENT_SPAN_ID = ByteString.fromHex("0000000000000007");
  static final ByteString BYTES = ByteString.fromHex("fbefbe00");

  static final InstrumentationScope SCOPE =
      InstrumentationScope.newBuilder()
          .setName("io.shop.checkout")
          .setVersion("1.4.2")
          .addAttributes(attribute("scope.kind", "library"))
          .setDroppedAttributesCount(1)
          .build();

  static final Resource RESOURCE =
      Fleet.resource(0).toBuilder()
          .setDroppedAttributesCount(2)
          .addEntityRefs(
              EntityRef.newBuilder()
                  .setSchemaUrl(Fleet.SCHEMA_URL)
                  .setType("service")
                  .addIdKeys("service.name")
                  .addIdKeys("service.instance.id")
                  .addDescriptionKeys("service.version"))
          .addEntityRefs(EntityRef.newBuilder().setType("host").addIdKeys("host.name"))
          .build();

  private Sample() {}

  /** Nanoseconds, some of them below a microsecond. */
  static long time(int second) {
    return Fleet.START + second * 1_000_000_000L + 123_456_789;
  }

  static Exemplar.Builder exemplar() {
    return Exemplar.newBuilder()
        .setTimeUnixNano(time(7))
        .setTraceId(TRACE_ID)
        .setSpanId(SPAN_ID)
        .addFilteredAttributes(attribute("user.id", "u-1"));
  }
}
