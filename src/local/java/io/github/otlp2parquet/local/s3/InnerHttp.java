package io.github.otlp2parquet.local.s3;

import io.github.otlp2parquet.local.http.LoopbackServer;
import io.github.otlp2parquet.local.http.Reply;
import io.github.otlp2parquet.local.http.Request;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Passes requests on to S3Proxy, each over a connection of its own, with the Host header as it
 * came: it is signed, and the JDK's clients set their own unless a property says otherwise before
 * their first use in the process. HTTP/1.0 is spoken, so that an answer ends with its connection.
 */
record InnerHttp(int port) {

  /** Headers of the client's connection. */
  private static final Set<String> NOT_FORWARDED = Set.of("content-length", "expect");

  Reply send(Request request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)) {
      socket.setTcpNoDelay(true);
      try {
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        out.write(head(request).getBytes(StandardCharsets.ISO_8859_1));
        out.write(request.body());
        out.flush();
      } catch (IOException e) {
        // Refused before the body was read: the answer is there all the same.
      }

      return parse(socket.getInputStream().readAllBytes());
    }
  }

  private static String head(Request request) {
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(request.uri()).append(" HTTP/1.0\r\n");
    request
        .headers()
        .forEach(
            (name, values) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (!NOT_FORWARDED.contains(lower) && !LoopbackServer.HOP_BY_HOP.contains(lower)) {
                values.forEach(
                    value -> head.append(name).append(": ").append(value).append("\r\n"));
              }
            });
    if (request.body().length > 0 || request.header("Content-Length").isPresent()) {
      head.append("Content-Length: ").append(request.body().length).append("\r\n");
    }

    return head.append("\r\n").toString();
  }

  private static Reply parse(byte[] answer) throws IOException {
    int end = endOfHead(answer);
    String[] lines = new String(answer, 0, end, StandardCharsets.ISO_8859_1).split("\r\n", -1);
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String line : Arrays.asList(lines).subList(1, lines.length)) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon);
      if (!LoopbackServer.HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
        headers.computeIfAbsent(name, _ -> new ArrayList<>()).add(line.substring(colon + 1).trim());
      }
    }

    int status = Integer.parseInt(lines[0].split(" ", 3)[1]);
    return new Reply(status, headers, Arrays.copyOfRange(answer, end + 4, answer.length));
  }

  private static int endOfHead(byte[] answer) throws IOException {
    for (int i = 0; i + 3 < answer.length; i++) {
      if (answer[i] == '\r'
          && answer[i + 1] == '\n'
          && answer[i + 2] == '\r'
          && answer[i + 3] == '\n') {
        return i;
      }
    }

    throw new IOException("Cannot read the answer of the local S3: it has no end of headers");
  }
}
