package io.github.otlp2parquet.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.otlp2parquet.iceberg.LakeOptions;
import io.github.otlp2parquet.ingest.IngestOptions.Dedup;
import io.github.otlp2parquet.otlp.Limits;
import io.github.otlp2parquet.table.Column;
import io.github.otlp2parquet.table.Table;
import io.github.otlp2parquet.table.Tables;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static final String ARN = "arn:aws:s3tables:eu-west-1:111122223333:bucket/lake";
  private static final Map<String, String> LEAST =
      Map.of("AWS_REGION", "eu-west-1", "OTLP2PARQUET_ICEBERG_WAREHOUSE", ARN, "PATH", "/bin");

  @Test
  void defaults() {
    assertThat(Settings.from(LEAST))
        .isEqualTo(
            new Settings(
                "eu-west-1",
                512,
                URI.create("https://s3tables.eu-west-1.amazonaws.com/iceberg"),
                ARN,
                "otel",
                Optional.empty(),
                67_108_864,
                536_870_912,
                16_777_216,
                Dedup.ON,
                ""));
  }

  @Test
  void explicitMappings() {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769");
    environment.put("OTLP2PARQUET_ICEBERG_REST_URI", "http://127.0.0.1:8181/iceberg");
    environment.put("OTLP2PARQUET_ICEBERG_WAREHOUSE", ARN);
    environment.put("OTLP2PARQUET_ICEBERG_NAMESPACE", "telemetry_2");
    environment.put("OTLP2PARQUET_S3_ENDPOINT", "http://127.0.0.1:9000");
    environment.put("OTLP2PARQUET_MAX_BODY_BYTES", "1000");
    environment.put("OTLP2PARQUET_MAX_FLATTENED_BYTES", "5000000000");
    environment.put("OTLP2PARQUET_MAX_ROW_BYTES", "3000");
    environment.put("OTLP2PARQUET_DEDUP", "off");
    environment.put("OTLP2PARQUET_PROMOTE", " logs=record:user.id:string ");

    assertThat(Settings.from(environment))
        .isEqualTo(
            new Settings(
                "us-east-1",
                1769,
                URI.create("http://127.0.0.1:8181/iceberg"),
                ARN,
                "telemetry_2",
                Optional.of(URI.create("http://127.0.0.1:9000")),
                1000,
                5_000_000_000L,
                3000,
                Dedup.OFF,
                "logs=record:user.id:string"));
    assertThat(environment.keySet())
        .filteredOn(name -> name.startsWith("OTLP2PARQUET_"))
        .containsExactlyInAnyOrderElementsOf(Settings.NAMES);
  }

  @Test
  void blank_isNotSet() {
    Map<String, String> environment = new HashMap<>(LEAST);
    Settings.NAMES.stream()
        .filter(name -> !name.equals(Settings.WAREHOUSE))
        .forEach(name -> environment.put(name, " "));

    assertThat(Settings.from(environment)).isEqualTo(Settings.from(LEAST));
  }

  @Test
  void unknownVariable_stopsTheFunction() {
    Map<String, String> environment = new HashMap<>(LEAST);
    environment.put("OTLP2PARQUET_MAX_BODY_SIZE", "secret");

    assertThatThrownBy(() -> Settings.from(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "Cannot start: unknown variables [OTLP2PARQUET_MAX_BODY_SIZE], known are"
                + " [OTLP2PARQUET_DEDUP, OTLP2PARQUET_ICEBERG_NAMESPACE,");
  }

  @ParameterizedTest
  @CsvSource({
    "AWS_REGION, an AWS region",
    "OTLP2PARQUET_ICEBERG_WAREHOUSE, the ARN of a table bucket"
  })
  void required_isAskedFor(String name, String what) {
    Map<String, String> environment = new HashMap<>(LEAST);
    environment.remove(name);

    assertThatThrownBy(() -> Settings.from(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot start: %s is not set, it takes %s", name, what);
  }

  @ParameterizedTest
  @CsvSource({
    "AWS_REGION, EU WEST, an AWS region",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE, 127, a whole number from 128 to 32768",
    "OTLP2PARQUET_ICEBERG_WAREHOUSE, my-bucket, the ARN of a table bucket",
    "OTLP2PARQUET_ICEBERG_WAREHOUSE, arn:aws:s3:::my-bucket, the ARN of a table bucket",
    "OTLP2PARQUET_ICEBERG_NAMESPACE, Otel, a namespace that S3 Tables takes",
    "OTLP2PARQUET_ICEBERG_NAMESPACE, aws_otel, a namespace that S3 Tables takes",
    "OTLP2PARQUET_ICEBERG_NAMESPACE, otel_, a namespace that S3 Tables takes",
    "OTLP2PARQUET_ICEBERG_NAMESPACE, a.b, a namespace that S3 Tables takes",
    "OTLP2PARQUET_ICEBERG_REST_URI, s3tables.amazonaws.com, an http or https URI",
    "OTLP2PARQUET_ICEBERG_REST_URI, ftp://host/iceberg, an http or https URI",
    "OTLP2PARQUET_S3_ENDPOINT, http://, an http or https URI",
    "OTLP2PARQUET_MAX_BODY_BYTES, 0, a whole number from 1 to 1073741824",
    "OTLP2PARQUET_MAX_BODY_BYTES, 64MiB, a whole number from 1 to 1073741824",
    "OTLP2PARQUET_MAX_BODY_BYTES, -1, a whole number from 1 to 1073741824",
    "OTLP2PARQUET_MAX_BODY_BYTES, 1073741825, a whole number from 1 to 1073741824",
    "OTLP2PARQUET_MAX_FLATTENED_BYTES, 99999999999999999999, a whole number from 1 to 68719476736",
    "OTLP2PARQUET_MAX_ROW_BYTES, 1e6, a whole number from 1 to 1073741824",
    "OTLP2PARQUET_DEDUP, true, on or off"
  })
  void invalidValue_isRefusedByName(String name, String value, String what) {
    Map<String, String> environment = new HashMap<>(LEAST);
    environment.put(name, value);

    assertThatThrownBy(() -> Settings.from(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot start: %s takes %s", name, what);
  }

  @ParameterizedTest
  @CsvSource({
    "us-gov-west-1, arn:aws-us-gov:s3tables:us-gov-west-1:111122223333:bucket/a-b, amazonaws.com",
    "cn-north-1, arn:aws-cn:s3tables:cn-north-1:111122223333:bucket/a-b, amazonaws.com.cn"
  })
  void otherPartitions_haveTheirOwnEndpoint(String region, String arn, String suffix) {
    Settings settings =
        Settings.from(Map.of("AWS_REGION", region, "OTLP2PARQUET_ICEBERG_WAREHOUSE", arn));

    assertThat(settings.restUri()).hasHost("s3tables." + region + "." + suffix);
  }

  @Test
  void promote_addsColumns_orStopsTheFunction() {
    Map<String, String> environment = new HashMap<>(LEAST);
    assertThat(Settings.from(environment).tables())
        .extracting(Table::columns)
        .isEqualTo(Tables.ALL.stream().map(Table::columns).toList());

    environment.put("OTLP2PARQUET_PROMOTE", "logs=record:user.id:string");
    Table logs = Settings.from(environment).tables().getFirst();
    assertThat(logs.columns()).extracting(Column::name).contains("user_id");

    environment.put("OTLP2PARQUET_PROMOTE", "log=record:user.id:string");
    Settings settings = Settings.from(environment);
    assertThatThrownBy(settings::tables)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot start: OTLP2PARQUET_PROMOTE: Cannot promote log=record:user.id:string: no table"
                + " log");
  }

  @Test
  void options_ofTheRoomsBehind() {
    Settings settings = Settings.from(LEAST);

    assertThat(settings.lakeOptions())
        .isEqualTo(new LakeOptions(settings.restUri(), ARN, "otel", "eu-west-1", Optional.empty()));
    assertThat(settings.limits(7)).isEqualTo(new Limits(536_870_912, 16_777_216, 7));
  }
}
