package io.github.otlp2parquet.local.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a process writes, cut into lines. It is read without blocking: what the process wrote before
 * it answered is in the pipe by then, so that one look after the answer misses nothing.
 */
final class ProcessOutput {

  private final InputStream in;
  private final FunctionLog log;
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private final StringBuilder ofInvocation = new StringBuilder();

  ProcessOutput(InputStream in, FunctionLog log) {
    this.in = in;
    this.log = log;
  }

  /** Reads all that is there now. */
  synchronized void pump() {
    try {
      int available = in.available();
      while (available > 0) {
        for (byte b : in.readNBytes(available)) {
          if (b == '\n') {
            line(partial.toString(StandardCharsets.UTF_8));
            partial.reset();
          } else {
            partial.write(b);
          }
        }

        available = in.available();
      }
    } catch (IOException e) {
      // The process has ended and its pipe is closed.
    }
  }

  synchronized void line(String line) {
    log.add(line);
    ofInvocation.append(line).append('\n');
  }

  /** Starts the log of one invocation; what came before belongs to none. */
  synchronized void begin() {
    pump();
    ofInvocation.setLength(0);
  }

  /** Returns the log of the invocation. */
  synchronized String end() {
    pump();
    return ofInvocation.toString();
  }
}
