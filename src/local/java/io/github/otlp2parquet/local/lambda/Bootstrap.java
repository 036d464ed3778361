package io.github.otlp2parquet.local.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;

/**
 * The main class of the function's process: it ends with its parent, even if that is killed, and
 * otherwise is the runtime interface client. Its class file is copied, so it may use no class but
 * the JDK's and the client's.
 */
public final class Bootstrap {

  private Bootstrap() {}

  /**
   * Runs the client until the parent ends or the client does.
   *
   * @param args the handler
   */
  public static void main(String[] args) throws Throwable {
    Thread.ofPlatform().daemon().name("parent-watch").start(Bootstrap::endWithParent);
    AWSLambda.main(args);
  }

  /** The parent holds the other end of standard input and never writes. */
  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever sent.
      }
    } catch (IOException e) {
      // As good as the end of the stream.
    }

    Runtime.getRuntime().halt(143);
  }
}
