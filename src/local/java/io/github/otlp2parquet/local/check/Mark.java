package io.github.otlp2parquet.local.check;

import java.util.Map;

/**
 * What every resource of a request gets, so that its rows can be told from all others: the run, and
 * the number of the request in it. The second also makes the same telemetry, sent in another
 * encoding, another request.
 *
 * @param request 1 for the first of the run
 */
record Mark(String run, int request) {
  static final String RUN = "otlp2parquet.test.run";
  static final String REQUEST = "otlp2parquet.test.request";

  Map<String, String> attributes() {
    return Map.of(RUN, run, REQUEST, Integer.toString(request));
  }
}
