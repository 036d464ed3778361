package io.github.otlp2parquet.lambda;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.github.otlp2parquet.otlp.MalformedRequestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Base64;

/**
 * The {@code body} of an HTTP event, where it stands in the event until it is asked for: a request
 * that is turned away is never decoded, and whether the body is base64 stands behind it.
 *
 * @param event the whole event
 * @param start where the JSON string begins, at its quote; -1 if the request has no body
 */
record EventBody(byte[] event, int start, Form form) {
  /** How the event writes the body: its {@code isBase64Encoded}. */
  enum Form {
    TEXT,
    BASE64
  }

  private static final JsonFactory JSON = new JsonFactory();
  private static final byte[] NONE = new byte[0];

  /** The bytes as they came to the front; none if there is no body. */
  byte[] bytes() {
    if (start < 0) {
      return NONE;
    }

    int end = start + 1;
    boolean escaped = false;
    while (event[end] != '"') {
      escaped |= event[end] == '\\';
      end += event[end] == '\\' ? 2 : 1;
    }
    return switch (form) {
      case TEXT -> escaped ? utf8(unescaped(end + 1)) : Arrays.copyOfRange(event, start + 1, end);
      case BASE64 ->
          base64(
              escaped
                  ? ByteBuffer.wrap(unescaped(end + 1).getBytes(ISO_8859_1))
                  : ByteBuffer.wrap(event, start + 1, end - start - 1));
    };
  }

  /** Whether the body came as text in which U+FFFD stands for bytes that were no UTF-8. */
  boolean hasLostBytes(byte[] bytes) {
    if (form == Form.BASE64) {
      return false;
    }
    for (int i = 2; i < bytes.length; i++) {
      if (bytes[i] == (byte) 0xbd && bytes[i - 1] == (byte) 0xbf && bytes[i - 2] == (byte) 0xef) {
        return true;
      }
    }
    return false;
  }

  private String unescaped(int end) {
    try (JsonParser parser = JSON.createParser(event, start, end - start)) {
      parser.nextToken();
      return parser.getText();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the body of the event", e);
    }
  }

  private static byte[] utf8(String text) {
    try {
      return exact(UTF_8.newEncoder().encode(CharBuffer.wrap(text)));
    } catch (CharacterCodingException e) {
      throw new MalformedRequestException("Cannot read the body: half a surrogate pair");
    }
  }

  private static byte[] base64(ByteBuffer text) {
    try {
      return exact(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new MalformedRequestException("Cannot read the body: marked as base64 and is not");
    }
  }

  /** The decoder gives a new array, nearly always of the right length. */
  @SuppressWarnings("ByteBufferBackingArray")
  private static byte[] exact(ByteBuffer bytes) {
    byte[] array = bytes.array();
    return bytes.limit() == array.length ? array : Arrays.copyOf(array, bytes.limit());
  }
}
