package io.github.otlp2parquet.local.check;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Stream;

/** Invokes the function with one request after the other, and prints a line for each. */
final class Sender {
  private static final int MAX_ANSWER = 110;
  private static final int ANSWER_START = 50;

  private final LambdaApi api;
  private final Ledger ledger;
  private final PrintStream out;
  private int width;

  Sender(LambdaApi api, Ledger ledger, PrintStream out) {
    this.api = api;
    this.ledger = ledger;
    this.out = out;
  }

  void send(Requests requests) throws IOException, InterruptedException {
    width =
        Stream.concat(requests.good().stream(), requests.bad().stream())
            .mapToInt(sending -> sending.name().length() + 6)
            .max()
            .orElse(0);
    out.printf(
        "Invoking the function: %d requests of %d files, in run %s%n",
        requests.good().size(), requests.files(), requests.run());
    line("file", "encoding", "records", "ms", "stored");
    for (Sending sending : requests.good()) {
      good(sending);
    }

    if (requests.repeated().isPresent()) {
      again(requests.repeated().get());
    }

    if (!requests.bad().isEmpty()) {
      out.printf("%nWhat is no OTLP must be refused:%n");
    }

    for (Sending sending : requests.bad()) {
      bad(sending);
    }

    out.println();
  }

  private void good(Sending sending) throws IOException, InterruptedException {
    LambdaApi.Invocation invocation = api.invoke(sending.event());
    try {
      Receipt receipt = Receipt.of(sending, invocation);
      ledger.add(sending, receipt);
      line(sending.name(), sending, invocation, receipt.summary());
      receipt.reasons().forEach(reason -> out.println("    " + reason));
    } catch (FailedSendingException e) {
      line(sending.name(), sending, invocation, "failed: " + e.getMessage());
      ledger.differ(sending.name() + " is not stored: " + e.getMessage());
    }
  }

  private void again(Sending sending) throws IOException, InterruptedException {
    String name = sending.name() + " again";
    LambdaApi.Invocation invocation = api.invoke(sending.event());
    try {
      Receipt receipt = Receipt.of(sending, invocation);
      line(name, sending, invocation, receipt.summary());
      if (!receipt.duplicate() || !ledger.keys().contains(receipt.key())) {
        ledger.differ(name + ": its repeat is not known as a duplicate");
      }
    } catch (FailedSendingException e) {
      line(name, sending, invocation, "failed: " + e.getMessage());
      ledger.differ(name + " fails: " + e.getMessage());
    }
  }

  private void bad(Sending sending) throws IOException, InterruptedException {
    LambdaApi.Invocation invocation = api.invoke(sending.event());
    String failure = Receipt.failure(invocation);
    boolean refused = invocation.failed() || failure.startsWith("HTTP 4");
    line(sending.name(), sending, invocation, refused ? failure : "not refused");
    if (!refused) {
      ledger.differ(sending.name() + " is no OTLP, and is not refused");
    }
  }

  private void line(String name, Sending sending, LambdaApi.Invocation invocation, String answer) {
    line(
        name,
        sending.encodingLabel(),
        "%,d".formatted(sending.records()),
        String.format(Locale.ROOT, "%,d", invocation.duration().toMillis()),
        answer);
  }

  private void line(String file, String encoding, String records, String millis, String said) {
    out.printf(
        "  %-" + width + "s  %-13s  %7s  %6s  %s%n",
        file,
        encoding,
        records,
        millis,
        shortened(said));
  }

  /** Without its middle if it is long: a message ends with what is wrong. */
  private static String shortened(String said) {
    return said.length() <= MAX_ANSWER
        ? said
        : said.substring(0, ANSWER_START)
            + "…"
            + said.substring(said.length() + 1 - MAX_ANSWER + ANSWER_START);
  }
}
