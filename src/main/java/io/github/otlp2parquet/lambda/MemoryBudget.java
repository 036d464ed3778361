package io.github.otlp2parquet.lambda;

/**
 * How a function's memory is shared out. Lambda kills a process that grows over its memory, and the
 * JVM's limits know nothing of Arrow's memory, so what does not fit is refused before it is
 * allocated. An idle function takes 150 MB; the parts are chosen so that at 512 MB the worst
 * request found stays below the rest: a body, its protobuf, its rows first in arrays and then in a
 * batch, and some 60 bytes a row while a file is written.
 *
 * @param bodyBytes a request's body, inflated
 * @param transcodedBytes what a JSON body may become as protobuf
 * @param batchBytes the rows of a request, first on the heap, then as batches outside of it
 * @param keptHeapBytes the heap that may stay between requests: what a large request leaves to the
 *     JVM would be missing to the next one's batches
 */
record MemoryBudget(int bodyBytes, long transcodedBytes, long batchBytes, long keptHeapBytes) {
  private static final long MIB = 1 << 20;

  static MemoryBudget of(Settings settings) {
    long memory = settings.memoryMegabytes() * MIB;
    int bodyBytes = (int) Math.min(settings.maxBodyBytes(), memory / 8);
    return new MemoryBudget(bodyBytes, memory / 16, memory / 10, memory / 3);
  }
}
