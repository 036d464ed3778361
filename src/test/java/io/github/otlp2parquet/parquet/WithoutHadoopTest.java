package io.github.otlp2parquet.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.otlp2parquet.arrow.Batch;
import io.github.otlp2parquet.arrow.Days;
import io.github.otlp2parquet.table.Tables;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.arrow.memory.RootAllocator;
import org.apache.iceberg.MetricsConfig;
import org.junit.jupiter.api.Test;

class WithoutHadoopTest {
  @Test
  void write_withoutJarsOfHadoopAndParquet_givesAFile() throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      assertThatThrownBy(() -> loader.loadClass("org.apache.hadoop.conf.Configuration"))
          .isInstanceOf(ClassNotFoundException.class);
      assertThatThrownBy(() -> loader.loadClass("org.apache.parquet.schema.MessageType"))
          .isInstanceOf(ClassNotFoundException.class);
      Callable<?> writing =
          (Callable<?>)
              loader.loadClass(Writing.class.getName()).getDeclaredConstructor().newInstance();
      assertThat(writing.getClass()).isNotEqualTo(Writing.class);
      assertThat(writing.call()).isEqualTo(new Writing().call());
    }
  }

  /** What runs in the other class loader. */
  public static final class Writing implements Callable<Long> {
    @Override
    public Long call() {
      TestRows rows = new TestRows(Tables.LOGS);
      rows.row(Map.of("time", RandomRows.FIRST_DAY_MICROS, "body", "x".repeat(1000)));
      try (RootAllocator allocator = new RootAllocator(1 << 26);
          Batch batch = rows.toBatch(allocator);
          DataFileWriter writer = new DataFileWriter()) {
        return writer
            .write(
                batch,
                Days.split(batch, 0, 32, new BitSet()).getFirst(),
                Schemas.of(Tables.LOGS),
                MetricsConfig.getDefault())
            .bytes()
            .size();
      }
    }
  }

  private static URL[] classPath() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      String name = Path.of(entry).getFileName().toString();
      if (!name.startsWith("hadoop-")
          && !name.startsWith("parquet-")
          && !name.startsWith("iceberg-parquet-")) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }

    return urls.toArray(new URL[0]);
  }
}
