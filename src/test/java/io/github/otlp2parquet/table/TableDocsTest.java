package io.github.otlp2parquet.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.otlp2parquet.local.TableDocs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TableDocsTest {
  private static final String REWRITE =
      "mvn -q -Dquick package && java -cp \"$(cat target/local.classpath)\" "
          + TableDocs.class.getName();

  @Test
  void tablesMd_isWhatTablesSay() throws IOException {
    String document = Files.readString(Path.of("docs/tables.md"));

    assertThat(document).as("Rewrite it: " + REWRITE).isEqualTo(TableDocs.rewritten(document));
    assertThat(document).contains(REWRITE);
  }
}
