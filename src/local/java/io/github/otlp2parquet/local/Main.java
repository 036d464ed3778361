package io.github.otlp2parquet.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * {@code ./deploy.sh --local}: runs the local stack until it is told to stop. Exits with 2 for an
 * unknown flag and 1 for what cannot start, a port in use for example.
 */
public final class Main {

  private static final Duration INIT_WAIT = Duration.ofSeconds(10);

  private Main() {}

  /**
   * Runs the stack until the process is told to stop.
   *
   * @param args the flags of {@link MainArguments}
   */
  public static void main(String[] args) throws InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    // Libraries' own progress is of no use here.
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    LocalOptions options;
    try {
      options = MainArguments.parse(args, System.getenv());
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.println(MainArguments.USAGE);
      System.exit(2);
      return;
    }

    try {
      LocalStack stack = LocalStack.start(options.log(err::println));
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(stack::close));
      stack.function().awaitInit(INIT_WAIT);
      out.println(readyLine(stack));
    } catch (IOException | RuntimeException e) {
      err.println(e.getMessage() == null ? e.toString() : e.getMessage());
      System.exit(1);
    }

    new CountDownLatch(1).await();
  }

  static String readyLine(LocalStack stack) {
    return "ready otlp=%s lambda=%s catalog=%s s3=%s"
        .formatted(stack.otlp(), stack.lambda(), stack.catalog(), stack.s3());
  }
}
