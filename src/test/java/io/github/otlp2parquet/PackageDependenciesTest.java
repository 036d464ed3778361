package io.github.otlp2parquet;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rooms and the arrows between them: {@code lambda → ingest → iceberg → parquet → arrow →
 * table}.
 */
class PackageDependenciesTest {
  private static final String ROOT = "io.github.otlp2parquet";

  /** For each room, those it may use. */
  private static final Map<String, Set<String>> ARROWS =
      Map.of(
          "table", Set.of(),
          "arrow", Set.of("table"),
          "otlp", Set.of("arrow", "table"),
          "parquet", Set.of("arrow", "table"),
          "iceberg", Set.of("parquet", "arrow", "table"),
          "ingest", Set.of("iceberg", "parquet", "otlp", "arrow", "table"),
          "lambda", Set.of("ingest", "iceberg", "parquet", "otlp", "arrow", "table"));

  /** Packages of libraries, and the only rooms that may use them. */
  @SuppressWarnings("unused")
  static final List<Arguments> LIBRARIES =
      List.of(
          Arguments.of("com.amazonaws..", Set.of("lambda")),
          Arguments.of("org.apache.iceberg.rest..", Set.of("iceberg")),
          Arguments.of("org.apache.iceberg.catalog..", Set.of("iceberg")),
          Arguments.of("org.apache.parquet..", Set.of("parquet")),
          Arguments.of("org.apache.arrow.vector..", Set.of("arrow", "parquet", "otlp")),
          Arguments.of("org.apache.arrow.memory..", Set.of("arrow", "parquet", "otlp", "ingest")));

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void everyClass_isInARoom() {
    assertThat(MAIN)
        .extracting(JavaClass::getPackageName)
        .allMatch(name -> ARROWS.containsKey(room(name)));
  }

  @Test
  void rooms_haveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true).check(MAIN);
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void room_usesOnlyThoseBelow(String room) {
    String[] allowed =
        Stream.concat(Stream.of(room), ARROWS.get(room).stream())
            .map(PackageDependenciesTest::packages)
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage(packages(room))
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + "..").and(resideOutsideOfPackages(allowed)))
        .allowEmptyShould(true)
        .check(MAIN);
  }

  @ParameterizedTest
  @FieldSource("LIBRARIES")
  void library_isUsedInItsRoomsOnly(String library, Set<String> rooms) {
    String[] allowed = rooms.stream().map(PackageDependenciesTest::packages).toArray(String[]::new);

    noClasses()
        .that(resideOutsideOfPackages(allowed))
        .should()
        .dependOnClassesThat(resideInAnyPackage(library))
        .allowEmptyShould(true)
        .check(MAIN);
  }

  static Stream<String> rooms() {
    return ARROWS.keySet().stream().sorted();
  }

  private static String packages(String room) {
    return ROOT + "." + room + "..";
  }

  private static String room(String packageName) {
    return packageName.equals(ROOT) ? "" : packageName.substring(ROOT.length() + 1).split("\\.")[0];
  }
}
