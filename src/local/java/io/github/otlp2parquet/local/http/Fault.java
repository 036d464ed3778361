package io.github.otlp2parquet.local.http;

import java.time.Duration;

/** What happens to a request instead of an honest answer. */
public sealed interface Fault {

  /** The request is answered with an error status and changes nothing. */
  record Refuse(int status) implements Fault {}

  /** The connection is closed without an answer and nothing is changed. */
  record Drop() implements Fault {}

  /** The request does its work, then the connection is closed without an answer. */
  record ApplyThenDrop() implements Fault {}

  /** The request does its work, then it is answered with an error status. */
  record ApplyThenRefuse(int status) implements Fault {}

  /** The request is answered honestly, but later. */
  record Delay(Duration before) implements Fault {}
}
