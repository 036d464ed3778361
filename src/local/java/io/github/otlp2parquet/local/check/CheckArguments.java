package io.github.otlp2parquet.local.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of the check.
 *
 * @param testdata the directory of the project's own telemetry
 * @param own files and directories to send in its place; none for testdata
 */
record CheckArguments(Path testdata, List<Path> own, int memoryMegabytes) {
  private static final int DEFAULT_MEMORY = 512;

  CheckArguments {
    own = List.copyOf(own);
  }

  /**
   * Reads {@code TESTDATA [--memory MB] [FILE|DIR…]}.
   *
   * @throws IllegalArgumentException if a flag is not known or its value is out of range
   */
  static CheckArguments parse(List<String> arguments) {
    int memory = DEFAULT_MEMORY;
    List<Path> own = new ArrayList<>();
    for (int i = 1; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("--memory")) {
        i++;
        memory = memory(i < arguments.size() ? arguments.get(i) : "");
      } else if (argument.startsWith("-")) {
        throw new IllegalArgumentException("Unknown flag: " + argument);
      } else {
        own.add(Path.of(argument));
      }
    }

    return new CheckArguments(Path.of(arguments.getFirst()), own, memory);
  }

  private static int memory(String text) {
    int memory = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    if (memory < 128 || memory > 10_240) {
      throw new IllegalArgumentException("Not a number from 128 to 10240: --memory " + text);
    }

    return memory;
  }
}
