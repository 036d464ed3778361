package io.github.otlp2parquet.local;

import io.github.otlp2parquet.otlp.Signal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The command line of the benchmark.
 *
 * @param files to measure; none for generated ones
 * @param seconds to measure each, after as many to warm up
 */
record BenchArguments(List<Input> files, int seconds, int memoryMegabytes) {
  BenchArguments {
    files = List.copyOf(files);
  }

  /**
   * A file.
   *
   * @param signal where it is said; otherwise it is told from the file's bytes
   */
  record Input(Optional<Signal> signal, Path path) {
    static Input parse(String argument) {
      for (Signal signal : Signal.values()) {
        String prefix = signal.label() + ":";
        if (argument.startsWith(prefix)) {
          return new Input(Optional.of(signal), Path.of(argument.substring(prefix.length())));
        }
      }

      return new Input(Optional.empty(), Path.of(argument));
    }

    /** What {@link #parse} reads. */
    String argument() {
      return signal.map(known -> known.label() + ":").orElse("") + path;
    }
  }

  /**
   * Reads {@code [--seconds S] [--memory MB] [[SIGNAL:]FILE…]}.
   *
   * @throws IllegalArgumentException if a flag is not known or its value is out of range
   */
  static BenchArguments parse(String... arguments) {
    List<Input> files = new ArrayList<>();
    int seconds = 5;
    int memory = 512;
    List<String> left = new ArrayList<>(Arrays.asList(arguments));
    while (!left.isEmpty()) {
      String argument = left.removeFirst();
      switch (argument) {
        case "--seconds" -> seconds = number(argument, left, 1, 600);
        case "--memory" -> memory = number(argument, left, 128, 10_240);
        default -> {
          if (argument.startsWith("-")) {
            throw new IllegalArgumentException("Unknown flag: " + argument);
          }

          files.add(Input.parse(argument));
        }
      }
    }

    return new BenchArguments(files, seconds, memory);
  }

  private static int number(String flag, List<String> left, int min, int max) {
    String text = left.isEmpty() ? "" : left.removeFirst();
    int number = text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
    if (number < min || number > max) {
      throw new IllegalArgumentException(
          "Not a number from %d to %d: %s %s".formatted(min, max, flag, text));
    }

    return number;
  }
}
