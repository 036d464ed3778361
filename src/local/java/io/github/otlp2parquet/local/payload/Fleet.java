package io.github.otlp2parquet.local.payload;

import static io.github.otlp2parquet.local.payload.Attributes.attribute;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The services that the made-up telemetry comes from: five, with two instances each. */
final class Fleet {
  static final int INSTANCES = 10;

  /** 2026-03-02T09:00:00Z in nanoseconds: payloads are the same whenever they are made. */
  static final long START = 1_772_442_000_000_000_000L;

  static final String SCHEMA_URL = "https://opentelemetry.io/schemas/1.38.0";

  private static final List<String> SERVICES =
      List.of("checkout", "catalog", "payment", "shipping", "frontend");
  private static final List<String> LANGUAGES = List.of("java", "go", "python", "nodejs", "dotnet");

  private Fleet() {}

  /** The instance's resource, of eight attributes or ten. */
  static Resource resource(int instance) {
    String service = SERVICES.get(instance % SERVICES.size());
    int replica = instance / SERVICES.size();
    String pod = "%s-7c9f6d5b8-%05x".formatted(service, 0x2b31f + 7_919 * instance);
    List<KeyValue> attributes = new ArrayList<>();
    attributes.add(attribute("service.name", service));
    attributes.add(attribute("service.namespace", "shop"));
    attributes.add(attribute("service.version", "2.%d.%d".formatted(replica, instance)));
    attributes.add(attribute("service.instance.id", pod));
    attributes.add(attribute("deployment.environment.name", "production"));
    attributes.add(attribute("telemetry.sdk.language", LANGUAGES.get(instance % 5)));
    attributes.add(attribute("cloud.region", replica == 0 ? "eu-central-1" : "us-east-1"));
    attributes.add(attribute("host.name", "ip-10-0-%d-%d".formatted(replica, 17 + instance)));
    if (replica == 0) {
      attributes.add(attribute("k8s.pod.name", pod));
      attributes.add(attribute("process.pid", 1_000L + instance));
    }

    return Resource.newBuilder().addAllAttributes(attributes).build();
  }

  static InstrumentationScope scope(int instance) {
    return InstrumentationScope.newBuilder()
        .setName("io.shop." + SERVICES.get(instance % SERVICES.size()))
        .setVersion("1.4.2")
        .build();
  }

  static <T> T oneOf(Random random, List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** An id of {@code length} bytes that is not zero. */
  static ByteString id(Random random, int length) {
    byte[] id = new byte[length];
    random.nextBytes(id);
    id[0] |= 1;
    return ByteString.copyFrom(id);
  }

  /** How many of {@code records} an instance has, so that all have as many or one more. */
  static int share(int records, int instance) {
    return records / INSTANCES + (instance < records % INSTANCES ? 1 : 0);
  }
}
