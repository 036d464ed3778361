package io.github.otlp2parquet.local.catalog;

import io.github.otlp2parquet.local.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.iceberg.exceptions.ForbiddenException;

/**
 * Verifies AWS Signature Version 4 of services other than S3: the canonical path is the path of the
 * request percent-encoded once more, and the payload's hash is always that of the body. Session
 * tokens are accepted. See <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">the
 * steps</a>.
 */
record SignatureV4(String accessKey, String secretKey, String region, String service) {

  private static final Duration MAX_SKEW = Duration.ofMinutes(15);
  private static final DateTimeFormatter AMZ_DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 +Credential=([^/, ]+)/([^, ]+), *"
              + "SignedHeaders=([^, ]+), *Signature=([0-9a-f]{64})");

  /**
   * Returns if the request is signed by this key for this service.
   *
   * @throws ForbiddenException if it is unsigned, signed otherwise, or 15 minutes old
   */
  void verify(Request request, Instant now) {
    String authorization =
        request.header("Authorization").orElseThrow(() -> refused("Missing Authentication Token"));
    Matcher parts = AUTHORIZATION.matcher(authorization.trim());
    if (!parts.matches()) {
      throw refused("Authorization header is not AWS4-HMAC-SHA256");
    }

    if (!parts.group(1).equals(accessKey)) {
      throw refused("The security token included in the request is invalid");
    }

    String time = request.header("X-Amz-Date").orElseThrow(() -> refused("X-Amz-Date is missing"));
    checkTime(time, now);
    String scope = time.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
    if (!parts.group(2).equals(scope)) {
      throw refused("Credential should be scoped to " + scope);
    }

    List<String> signed = Arrays.asList(parts.group(3).split(";"));
    if (!signed.contains("host") || !signed.contains("x-amz-date")) {
      throw refused("host and x-amz-date must be signed");
    }

    String toSign =
        "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + sha256(canonical(request, signed));
    byte[] expected = HexFormat.of().formatHex(sign(time, toSign)).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(expected, parts.group(4).getBytes(StandardCharsets.UTF_8))) {
      throw refused(
          "The request signature we calculated does not match the signature you provided");
    }
  }

  private static void checkTime(String time, Instant now) {
    Instant signedAt;
    try {
      signedAt = AMZ_DATE.parse(time, Instant::from);
    } catch (DateTimeException e) {
      throw refused("X-Amz-Date is not a time: " + time);
    }

    if (Duration.between(signedAt, now).abs().compareTo(MAX_SKEW) > 0) {
      throw refused("Signature expired: " + time + " is not within 15 minutes of " + now);
    }
  }

  private static String canonical(Request request, List<String> signed) {
    String headers =
        signed.stream()
            .map(name -> name + ":" + headerValue(request, name) + "\n")
            .collect(Collectors.joining());
    return String.join(
        "\n",
        request.method(),
        encode(request.rawPath(), "/"),
        canonicalQuery(request.rawQuery()),
        headers,
        String.join(";", signed),
        sha256(request.body()));
  }

  private static String headerValue(Request request, String name) {
    List<String> values = request.headers().get(name);
    if (values == null) {
      throw refused("Signed header is missing: " + name);
    }

    return values.stream()
        .map(value -> value.trim().replaceAll(" +", " "))
        .collect(Collectors.joining(","));
  }

  private static String canonicalQuery(String rawQuery) {
    return Arrays.stream(rawQuery.split("&", -1))
        .filter(pair -> !pair.isEmpty())
        .map(pair -> pair.split("=", 2))
        .map(pair -> recode(pair[0]) + "=" + (pair.length > 1 ? recode(pair[1]) : ""))
        .sorted()
        .collect(Collectors.joining("&"));
  }

  private static String recode(String encoded) {
    return encode(URLDecoder.decode(encoded, StandardCharsets.UTF_8), "");
  }

  /** Percent-encodes all but RFC 3986's unreserved characters and {@code kept}. */
  static String encode(String text, String kept) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (plain || "-._~".indexOf(c) >= 0 || kept.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }

    return out.toString();
  }

  private byte[] sign(String time, String toSign) {
    byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
    for (String part : List.of(time.substring(0, 8), region, service, "aws4_request")) {
      key = hmac(key, part);
    }

    return hmac(key, toSign);
  }

  private static byte[] hmac(byte[] key, String data) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(data.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot compute HmacSHA256", e);
    }
  }

  private static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot compute SHA-256", e);
    }
  }

  private static ForbiddenException refused(String why) {
    return new ForbiddenException("%s", Objects.requireNonNull(why));
  }
}
