package io.github.otlp2parquet.otlp;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request without its content coding (RFC 9110, section 8.4).
 *
 * <p>{@code identity}, {@code gzip}, {@code x-gzip} and {@code zstd} are known, also in a list such
 * as {@code gzip, identity}, in any case of letters. Nobody compresses twice, and a body that
 * inflates to a body that inflates is how bombs are built: a second compression is refused.
 */
public final class Body {
  static final String ACCEPTED = "accepted are gzip, zstd and identity";

  private Body() {}

  /**
   * Inflates a body and stops as soon as it is over the limit.
   *
   * @param body the bytes as they came; returned as they are if nothing is to be undone
   * @param contentEncoding the header's value, null or empty for none
   * @param maxBytes the most that may come out
   * @return an array of exactly the inflated length
   * @throws MalformedRequestException if the coding is not known, or the bytes are truncated,
   *     corrupt or followed by others
   * @throws TooLargeException if more than {@code maxBytes} come out
   */
  public static byte[] inflate(byte[] body, @Nullable String contentEncoding, int maxBytes) {
    String coding = coding(contentEncoding);
    return switch (coding) {
      case "identity" -> within(body, maxBytes);
      case "gzip", "x-gzip" -> Gzip.inflate(body, maxBytes);
      case "zstd" -> Zstandard.inflate(body, maxBytes);
      default ->
          throw new MalformedRequestException(
              "Cannot inflate the body: Content-Encoding is "
                  + shortened(coding)
                  + ", "
                  + ACCEPTED);
    };
  }

  /** Whether a body that has this Content-Encoding is gzip, if the header is right. */
  public static boolean isGzip(@Nullable String contentEncoding) {
    return coding(contentEncoding).endsWith("gzip");
  }

  /** Whether the bytes begin as gzip does; no OTLP does. */
  public static boolean isGzip(byte[] bytes) {
    return bytes.length >= 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
  }

  private static String coding(@Nullable String contentEncoding) {
    if (contentEncoding == null) {
      return "identity";
    }

    List<String> codings =
        Arrays.stream(contentEncoding.split(",", -1))
            .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
            .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
            .toList();
    if (codings.size() > 1) {
      throw new MalformedRequestException(
          "Cannot inflate the body: more than one Content-Encoding, " + ACCEPTED);
    }
    return codings.isEmpty() ? "identity" : codings.getFirst();
  }

  private static byte[] within(byte[] body, int maxBytes) {
    if (isGzip(body)) {
      throw malformed("gzip without a Content-Encoding that says so");
    }
    if (body.length > maxBytes) {
      throw tooLarge(maxBytes);
    }
    return body;
  }

  private static String shortened(String coding) {
    return coding.length() > 32 ? coding.substring(0, 32) + "…" : coding;
  }

  static TooLargeException tooLarge(int maxBytes) {
    return new TooLargeException(
        "Cannot take the body: inflated it is over the limit of " + maxBytes + " bytes");
  }

  static MalformedRequestException malformed(String why) {
    return new MalformedRequestException("Cannot inflate the body: " + why);
  }
}
