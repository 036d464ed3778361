package io.github.otlp2parquet.lambda;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads environment variables; an error names the variable and what it takes, never its value. */
record Variables(Map<String, String> environment) {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

  /**
   * Stops at a variable that begins with the prefix and is not known, most likely a misspelt one.
   */
  void refuseUnknown(String prefix, Set<String> known) {
    Set<String> unknown = new TreeSet<>(environment.keySet());
    unknown.removeIf(name -> !name.startsWith(prefix) || known.contains(name));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot start: unknown variables " + unknown + ", known are " + new TreeSet<>(known));
    }
  }

  /** The value; a variable that is set but blank counts as not set. */
  Optional<String> text(String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  String matching(String name, Pattern rule, String what) {
    String value =
        text(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Cannot start: " + name + " is not set, it takes " + what));
    return checked(name, value, rule, what);
  }

  String matchingOr(String name, String otherwise, Pattern rule, String what) {
    return checked(name, text(name).orElse(otherwise), rule, what);
  }

  long number(String name, long otherwise, long least, long most) {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      return otherwise;
    }

    String what = "a whole number from " + least + " to " + most;
    long number = Long.parseLong(checked(name, value.get(), DIGITS, what));
    if (number < least || number > most) {
      throw refused(name, what);
    }
    return number;
  }

  Optional<URI> uri(String name) {
    return text(name).map(value -> uri(name, value));
  }

  private static URI uri(String name, String value) {
    String what = "an http or https URI";
    try {
      URI uri = new URI(value);
      if (uri.getHost() == null
          || !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
        throw refused(name, what);
      }
      return uri;
    } catch (URISyntaxException e) {
      throw refused(name, what);
    }
  }

  private static String checked(String name, String value, Pattern rule, String what) {
    if (!rule.matcher(value).matches()) {
      throw refused(name, what);
    }
    return value;
  }

  private static IllegalArgumentException refused(String name, String what) {
    return new IllegalArgumentException("Cannot start: " + name + " takes " + what);
  }
}
