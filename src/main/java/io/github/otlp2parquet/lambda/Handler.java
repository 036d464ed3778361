package io.github.otlp2parquet.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.otlp2parquet.iceberg.Lake;
import io.github.otlp2parquet.ingest.Ingest;
import io.github.otlp2parquet.ingest.IngestOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** What Lambda calls. */
public final class Handler implements RequestStreamHandler {
  private final Function function;
  private final long keptHeapBytes;

  /**
   * Reads the settings; connects to nothing.
   *
   * @throws IllegalArgumentException if a setting is not allowed, so that the function does not
   *     start
   */
  public Handler() {
    this(System.getenv());
  }

  Handler(Map<String, String> environment) {
    Settings settings = Settings.from(environment);
    MemoryBudget budget = MemoryBudget.of(settings);
    IngestOptions options =
        new IngestOptions(
            settings.tables(),
            settings.limits(budget.batchBytes()),
            budget.transcodedBytes(),
            settings.dedup());
    Ingest ingest = new Ingest(options, Lake.connect(settings.lakeOptions()));
    keptHeapBytes = budget.keptHeapBytes();
    function = new Function(budget.bodyBytes(), ingest::ingest, System.out::println);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    try {
      function.handle(input.readAllBytes(), context, output);
    } finally {
      tidy();
    }
  }

  /** After a large request: the JVM gives its heap back only in a full collection. */
  private void tidy() {
    if (Runtime.getRuntime().totalMemory() > keptHeapBytes) {
      System.gc();
    }
  }
}
