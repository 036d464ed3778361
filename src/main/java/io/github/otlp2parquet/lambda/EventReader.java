package io.github.otlp2parquet.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.github.otlp2parquet.otlp.MalformedRequestException;
import io.github.otlp2parquet.otlp.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Tells by the event itself what it is, in one pass over it. */
final class EventReader {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String ACCEPTED =
      "accepted are OTLP/JSON with one of resourceLogs, resourceSpans and resourceMetrics, and HTTP"
          + " requests of a function URL, an API Gateway or an application load balancer";
  private static final int MAX_NAMES = 12;
  private static final int MAX_NAME_LENGTH = 40;

  private final byte[] event;
  private final JsonParser parser;

  private final List<String> names = new ArrayList<>();
  private final Set<Signal> signals = EnumSet.noneOf(Signal.class);
  private final HttpHeaders headers = new HttpHeaders();
  private boolean isElb;
  private @Nullable String version;
  private @Nullable String method;
  private @Nullable String path;
  private int body = -1;
  private EventBody.Form form = EventBody.Form.TEXT;

  private EventReader(byte[] event, JsonParser parser) {
    this.event = event;
    this.parser = parser;
  }

  /**
   * Reads an event; the bytes stay in use.
   *
   * @throws MalformedRequestException if it is no event that is taken; the message has the names of
   *     its fields, never their values
   */
  static Event read(byte[] event) {
    try (JsonParser parser = JSON.createParser(event)) {
      return new EventReader(event, parser).read();
    } catch (StreamConstraintsException e) {
      throw new MalformedRequestException("Cannot read the event: nested too deeply");
    } catch (JsonProcessingException e) {
      throw new MalformedRequestException("Cannot read the event: no JSON");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the event", e);
    }
  }

  private Event read() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new MalformedRequestException("Cannot tell what the event is: no object; " + ACCEPTED);
    }

    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      if (names.size() < MAX_NAMES) {
        names.add(name.length() > MAX_NAME_LENGTH ? name.substring(0, MAX_NAME_LENGTH) : name);
      }
      readField(name, parser.nextToken());
    }

    if (signals.size() == 1) {
      return new OtlpEvent(signals.iterator().next());
    }
    if (signals.isEmpty() && method != null && path != null) {
      EventBody eventBody = new EventBody(event, body, form);
      return new HttpEvent(
          front(), method, path, headers.contentType(), headers.contentEncoding(), eventBody);
    }
    throw unknown();
  }

  private void readField(String name, JsonToken value) throws IOException {
    switch (name) {
      case "resourceLogs", "resource_logs" -> signals.add(Signal.LOGS);
      case "resourceSpans", "resource_spans" -> signals.add(Signal.TRACES);
      case "resourceMetrics", "resource_metrics" -> signals.add(Signal.METRICS);
      case "version" -> version = text(value, version);
      case "httpMethod" -> method = text(value, method);
      case "path", "rawPath" -> path = text(value, path);
      case "requestContext" -> readRequestContext(value);
      case "headers" -> headers.readSingle(parser);
      case "multiValueHeaders" -> headers.readMultiple(parser);
      case "body" -> body = value == JsonToken.VALUE_STRING ? tokenStart() : -1;
      case "isBase64Encoded" ->
          form = value == JsonToken.VALUE_TRUE ? EventBody.Form.BASE64 : EventBody.Form.TEXT;
      default -> {}
    }
    parser.skipChildren();
  }

  private void readRequestContext(JsonToken value) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      return;
    }
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken inner = parser.nextToken();
      if (name.equals("elb")) {
        isElb = true;
      }
      if (name.equals("http") && inner == JsonToken.START_OBJECT) {
        readHttp();
      }
      parser.skipChildren();
    }
  }

  private void readHttp() throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      if (name.equals("method")) {
        method = text(value, method);
      }
      parser.skipChildren();
    }
  }

  private @Nullable String text(JsonToken value, @Nullable String otherwise) throws IOException {
    return value == JsonToken.VALUE_STRING ? parser.getText() : otherwise;
  }

  private int tokenStart() {
    return Math.toIntExact(parser.currentTokenLocation().getByteOffset());
  }

  private HttpFront front() {
    if (isElb) {
      return headers.isMultiValueOnly() ? HttpFront.ALB_MULTI_VALUE : HttpFront.ALB;
    }
    return switch (version) {
      case "2.0" -> HttpFront.HTTP_2;
      case "1.0" -> HttpFront.HTTP_1;
      case null, default -> HttpFront.REST;
    };
  }

  private MalformedRequestException unknown() {
    StringJoiner seen = new StringJoiner(", ");
    names.forEach(seen::add);
    return new MalformedRequestException(
        "Cannot tell what the event is: "
            + (signals.size() > 1 ? "it has more than one signal" : "it has the fields")
            + " ["
            + seen
            + "]; "
            + ACCEPTED);
  }
}
