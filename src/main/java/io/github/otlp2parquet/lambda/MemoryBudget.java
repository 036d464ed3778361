package io.github.otlp2parquet.lambda;

/**
 * How a function's memory is shared out. Lambda kills a process that grows over its memory, and the
 * JVM's limits know nothing of Arrow's memory, so what does not fit is refused before it is
 * allocated.
 *
 * @param bodyBytes a request's body, inflated
 * @param transcodedBytes what a JSON body may become as protobuf
 * @param batchBytes the rows of a request, first on the heap, then as batches outside of it
 */
record MemoryBudget(int bodyBytes, long transcodedBytes, long batchBytes) {
  private static final long MIB = 1 << 20;

  /** What the JVM takes for itself, its code and its classes, and the heap of an idle function. */
  private static final long IDLE = 190 * MIB;

  /** Bodies, their protobuf, the batches, and the files: each takes a share of the rest. */
  private static final int SHARES = 5;

  static MemoryBudget of(Settings settings) {
    long share = Math.max(MIB, (settings.memoryMegabytes() * MIB - IDLE) / SHARES);
    int bodyBytes = (int) Math.min(settings.maxBodyBytes(), share);
    return new MemoryBudget(bodyBytes, share / 2, share);
  }
}
