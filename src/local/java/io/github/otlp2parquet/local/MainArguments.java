package io.github.otlp2parquet.local;

import io.github.otlp2parquet.local.lambda.FunctionOptions;
import io.github.otlp2parquet.local.lambda.FunctionZip;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The command line of the local stack. */
final class MainArguments {

  static final String USAGE =
      """
      usage: deploy.sh --local [--otlp-port N] [--lambda-port N] [--catalog-port N] [--s3-port N]
                               [--memory MB] [--timeout SECONDS] [--data DIR]""";

  private static final Set<String> FLAGS =
      Set.of(
          "--otlp-port",
          "--lambda-port",
          "--catalog-port",
          "--s3-port",
          "--memory",
          "--timeout",
          "--data",
          "--zip");

  private MainArguments() {}

  /**
   * Reads the flags; variables that begin with {@code OTLP2PARQUET_} are the function's too.
   *
   * @throws IllegalArgumentException if a flag is not known or its value is missing or out of range
   */
  static LocalOptions parse(String[] args, Map<String, String> variables) {
    Map<String, String> flags = new HashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      if (!FLAGS.contains(args[i])) {
        throw new IllegalArgumentException("Unknown flag: " + args[i]);
      } else if (i + 1 == args.length) {
        throw new IllegalArgumentException("Value is missing: " + args[i]);
      }

      flags.put(args[i], args[i + 1]);
    }

    Map<String, String> ofFunction = new HashMap<>(variables);
    ofFunction.keySet().removeIf(name -> !name.startsWith("OTLP2PARQUET_"));
    Path zip = Path.of(flags.getOrDefault("--zip", "target/" + FunctionZip.fileName()));
    FunctionOptions function =
        new FunctionOptions(
            zip,
            LocalOptions.HANDLER,
            number(flags, "--memory", 512, 128, 10_240),
            Duration.ofSeconds(number(flags, "--timeout", 60, 1, 900)),
            1,
            ofFunction);
    LocalOptions options =
        LocalOptions.tablesOnly()
            .function(function)
            .ports(
                port(flags, "--otlp-port", 4318),
                port(flags, "--lambda-port", 9001),
                port(flags, "--catalog-port", 8181),
                port(flags, "--s3-port", 9000));
    return Optional.ofNullable(flags.get("--data"))
        .map(data -> options.data(Path.of(data)))
        .orElse(options);
  }

  private static int port(Map<String, String> flags, String flag, int otherwise) {
    return number(flags, flag, otherwise, 0, 65_535);
  }

  private static int number(
      Map<String, String> flags, String flag, int otherwise, int min, int max) {
    String text = flags.get(flag);
    if (text == null) {
      return otherwise;
    }

    if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < min || Integer.parseInt(text) > max) {
      throw new IllegalArgumentException(
          "Not a number from " + min + " to " + max + ": " + flag + " " + text);
    }

    return Integer.parseInt(text);
  }
}
