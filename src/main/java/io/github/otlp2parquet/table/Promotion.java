package io.github.otlp2parquet.table;

import java.util.Locale;
import java.util.Set;

/**
 * An attribute that gets a column of its own. The JSON text keeps the attribute too, so nothing is
 * lost where a value has another type: then the column is null.
 *
 * @param level whose attribute: {@code RESOURCE}, {@code SCOPE} or {@code RECORD}
 * @param key the attribute's key, for example {@code http.response.status_code}
 * @param type {@code STRING}, {@code BOOLEAN}, {@code INT}, {@code LONG} or {@code DOUBLE}
 */
public record Promotion(Level level, String key, Type.Primitive type, String column) {
  private static final Set<Level> LEVELS = Set.of(Level.RESOURCE, Level.SCOPE, Level.RECORD);

  public Promotion {
    if (!LEVELS.contains(level)) {
      throw new IllegalArgumentException(
          "Cannot promote " + key + " of " + level + ": no attributes");
    }
    if (type == Type.Primitive.TIMESTAMP) {
      throw new IllegalArgumentException("Cannot promote " + key + ": no attribute is a " + type);
    }
  }

  /** The column is named after the key: {@code http.route} is {@code http_route}. */
  public static Promotion of(Level level, String key, Type.Primitive type) {
    return new Promotion(level, key, type, columnName(key));
  }

  /** The name of the column that a key gets unless another is asked for. */
  public static String columnName(String key) {
    return key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
  }
}
