package io.github.otlp2parquet.ingest;

import io.github.otlp2parquet.otlp.Signal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The name under which a request is stored, and by which its repeat is known: 64 lower-case hex
 * digits.
 */
final class RequestKey {
  private static final SecureRandom RANDOM = new SecureRandom();

  private RequestKey() {}

  /** SHA-256 of the signal's name, a newline and the inflated body: equal requests, equal keys. */
  static String of(Signal signal, byte[] body) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update((signal.label() + "\n").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(sha256.digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** A key that no other request has. */
  static String ofThisArrival() {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
