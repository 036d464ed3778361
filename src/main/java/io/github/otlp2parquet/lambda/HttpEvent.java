package io.github.otlp2parquet.lambda;

import io.github.otlp2parquet.otlp.Body;
import io.github.otlp2parquet.otlp.Encoding;
import io.github.otlp2parquet.otlp.MalformedRequestException;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as one of AWS's fronts passes it on. Other headers are not kept: they hold
 * credentials.
 */
record HttpEvent(
    HttpFront front,
    String method,
    String path,
    @Nullable String contentType,
    @Nullable String contentEncoding,
    EventBody body)
    implements Event {

  /**
   * The body as the sender had it before compressing.
   *
   * @throws MalformedRequestException if it cannot be told any more, or never could
   */
  byte[] inflatedBody(Encoding encoding, int maxBytes) {
    byte[] bytes = body.bytes();
    if ((encoding == Encoding.PROTOBUF || isCompressed()) && body.hasLostBytes(bytes)) {
      throw new MalformedRequestException(
          "Cannot read the body: it came as text and has lost the bytes that are none;"
              + " add its Content-Type to the API's binary media types");
    }
    if (front.mayInflate() && Body.isGzip(contentEncoding) && !Body.isGzip(bytes)) {
      return Body.inflate(bytes, null, maxBytes);
    }
    return Body.inflate(bytes, contentEncoding, maxBytes);
  }

  private boolean isCompressed() {
    return contentEncoding != null && !contentEncoding.isBlank();
  }
}
