package io.github.otlp2parquet.local.check;

import java.util.List;
import java.util.Set;

/**
 * A query that shows what the tables are good for.
 *
 * @param tables those that it reads
 */
record SampleQuery(String title, Set<String> tables, String sql) {
  static final List<SampleQuery> ALL =
      List.of(
          new SampleQuery(
              "Log records by service and severity",
              Set.of("logs"),
              """
              SELECT service_name, severity_text, count(*) AS records, max(time) AS latest
              FROM logs GROUP BY ALL ORDER BY records DESC LIMIT 5"""),
          new SampleQuery(
              "The slowest spans",
              Set.of("traces"),
              """
              SELECT service_name, name, kind, count(*) AS spans,
                     round(max(duration_nano) / 1e6, 1) AS slowest_ms
              FROM traces GROUP BY ALL ORDER BY slowest_ms DESC LIMIT 5"""),
          new SampleQuery(
              "Logs of a trace",
              Set.of("logs", "traces"),
              """
              SELECT t.service_name, t.name, l.severity_text, l.body
              FROM traces t JOIN logs l USING (trace_id, span_id) LIMIT 5"""),
          new SampleQuery(
              "Which attributes log records have, from the JSON that keeps them all",
              Set.of("logs"),
              """
              SELECT key, count(*) AS records
              FROM (SELECT unnest(json_keys(attributes)) AS key FROM logs)
              GROUP BY key ORDER BY records DESC, key LIMIT 5"""),
          new SampleQuery(
              "Gauges",
              Set.of("metrics_gauge"),
              """
              SELECT metric_name, metric_unit, count(*) AS points, arg_max(value, time) AS latest
              FROM metrics_gauge GROUP BY ALL ORDER BY points DESC, metric_name LIMIT 5"""),
          new SampleQuery(
              "Mean of histograms",
              Set.of("metrics_histogram"),
              """
              SELECT metric_name, metric_unit, sum("count")::BIGINT AS measurements,
                     round(sum("sum") / sum("count"), 3) AS mean
              FROM metrics_histogram GROUP BY ALL ORDER BY measurements DESC LIMIT 5"""));
}
