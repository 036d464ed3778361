package io.github.otlp2parquet.local.check;

import io.github.otlp2parquet.local.LocalOptions;
import io.github.otlp2parquet.local.LocalStack;
import io.github.otlp2parquet.local.lambda.FunctionOptions;
import io.github.otlp2parquet.local.lambda.FunctionZip;
import io.github.otlp2parquet.local.lambda.InvokeApi;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code ./test.sh --local}: the whole way of the data on this machine. Exits with 0 if every count
 * is right, 1 if not, 2 if the command line is wrong.
 */
public final class Check {
  private static final Duration INIT_WAIT = Duration.ofSeconds(30);
  private static final String NAMESPACE = "otel";
  private static final Path LOG = Path.of("target", "function.log");

  private final CheckArguments arguments;
  private final PrintStream out;
  private final long start = System.nanoTime();

  private Check(CheckArguments arguments, PrintStream out) {
    this.arguments = arguments;
    this.out = out;
  }

  /**
   * Runs the check.
   *
   * @param args those of {@link CheckArguments}
   */
  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    // Libraries' own progress is of no use here.
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    int exit;
    try {
      exit = new Check(CheckArguments.parse(List.of(args)), out).run();
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      exit = 2;
    } catch (NotTelemetryException e) {
      out.println(e.getMessage());
      exit = 1;
    } catch (NoSuchFileException e) {
      out.println("Cannot find " + e.getFile());
      exit = 1;
    }

    // Servers' threads would hold the process.
    System.exit(exit);
  }

  private int run() throws IOException, InterruptedException, SQLException {
    Requests requests =
        arguments.own().isEmpty()
            ? Requests.ofTestdata(arguments.testdata())
            : Requests.ofOwn(arguments.own());
    Path work = Files.createTempDirectory("otlp2parquet-check");
    out.printf(
        "Starting the local stack: the function in %d MB, S3, the catalog … ",
        arguments.memoryMegabytes());
    try (LocalStack stack = LocalStack.start(options().log(this::log));
        LambdaApi api = new LambdaApi(stack.lambda(), InvokeApi.FUNCTION_NAME + ":live")) {
      stack.function().awaitInit(INIT_WAIT);
      out.printf("ready after %.1f s%n%n", seconds());
      Ledger ledger = new Ledger();
      new Sender(api, ledger, out).send(requests);
      new FunctionLogLines(stack.function().log().lines()).print(LOG, out);
      try (Tables tables = new Tables(stack.icebergProperties(), NAMESPACE, work);
          DuckDb duckDb = new DuckDb()) {
        new Count(ledger, tables, duckDb, requests.run(), out).tables();
      }

      return finish(requests, ledger);
    } finally {
      delete(work);
    }
  }

  /**
   * The function's lines are shown later; the rest of the stack logs only what goes wrong in it.
   */
  private void log(String line) {
    if (!line.startsWith("[function] ")) {
      out.println(line);
    }
  }

  private LocalOptions options() {
    LocalOptions options = LocalOptions.withFunction(Path.of("target", FunctionZip.fileName()));
    FunctionOptions function = options.function().orElseThrow();
    return options.function(function.memory(arguments.memoryMegabytes()));
  }

  private int finish(Requests requests, Ledger ledger) {
    if (!ledger.differences().isEmpty()) {
      ledger.differences().forEach(difference -> out.println("wrong: " + difference));
      out.printf("failed: differences: %d (%.0f s)%n", ledger.differences().size(), seconds());
      return 1;
    }

    out.printf(
        "ok: %d files, %d requests, %,d records, %d tables, every count right (%.0f s)%n",
        requests.files(),
        requests.good().size(),
        ledger.records(),
        ledger.tables().size(),
        seconds());
    out.println(
        """

        Next:  ./deploy.sh --local            keeps this stack up, for your own senders and readers
               ./test.sh --local FILE|DIR…    sends your own telemetry in place of testdata
               docs/tables.md                 what is in which column""");
    return 0;
  }

  private double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
