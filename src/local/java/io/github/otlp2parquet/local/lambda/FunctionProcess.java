package io.github.otlp2parquet.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command line and the environment of the function's process, as Lambda has them: the class
 * path holds only the runtime interface client, which loads the function from the directory the
 * process starts in. The flags are those seen on java11.
 */
final class FunctionProcess {

  /** What the function needs of its JVM; the template on AWS gives the same. */
  private static final String JAVA_TOOL_OPTIONS =
      "--add-opens=java.base/java.nio=ALL-UNNAMED"
          + " --enable-native-access=ALL-UNNAMED"
          + " --sun-misc-unsafe-memory-access=allow";

  /**
   * Where the client finds its native library. Without it each process would unpack its own over
   * {@code /tmp/.libaws-lambda-jni.so}, under the feet of any other that starts.
   */
  private static final String JNI_PROPERTY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private FunctionProcess() {}

  /**
   * Starts the process; its standard error goes where its standard output goes.
   *
   * @param work a directory that holds {@code task}, the unpacked zip
   */
  static Process start(FunctionOptions options, Path work, String runtimeApi) throws IOException {
    Path tmp = Files.createDirectories(work.resolve("tmp"));
    ProcessBuilder builder = new ProcessBuilder(command(options, work, tmp));
    builder.directory(work.resolve("task").toFile());
    builder.redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(variables(options, work.resolve("task"), runtimeApi));
    environment.putAll(options.variables());
    return builder.start();
  }

  private static List<String> command(FunctionOptions options, Path work, Path tmp)
      throws IOException {
    int kilobytes = options.memoryMegabytes() * 1024;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + kilobytes * 85L / 100 + "k");
    command.add("-XX:MaxMetaspaceSize=" + kilobytes / 10 + "k");
    command.add("-XX:ReservedCodeCacheSize=" + kilobytes / 20 + "k");
    command.add("-XX:+UseSerialGC");
    command.add("-Xshare:auto");
    command.add("-D" + JNI_PROPERTY + "=" + nativeClient(work));
    // So that nothing is left behind in the machine's own.
    command.add("-Djava.io.tmpdir=" + tmp);
    command.add("-cp");
    command.add(classPath(work));
    command.add(Bootstrap.class.getName());
    command.add(options.handler());
    return command;
  }

  private static Path nativeClient(Path work) throws IOException {
    String arch = FunctionZip.isArm() ? "aarch_64" : "x86_64";
    String libc = Files.isRegularFile(Path.of("/etc/alpine-release")) ? "linux_musl-" : "linux-";
    return copyOnce("/jni/libaws-lambda-jni." + libc + arch + ".so", work.resolve("client.so"));
  }

  /** Copies a resource of the client or of ours; the first environment does it for all. */
  private static Path copyOnce(String resource, Path target) throws IOException {
    synchronized (FunctionProcess.class) {
      if (!Files.exists(target)) {
        Files.createDirectories(target.getParent());
        try (InputStream in = AWSLambda.class.getResourceAsStream(resource)) {
          Files.copy(Objects.requireNonNull(in, resource), target);
        }
      }
    }

    return target;
  }

  private static Map<String, String> variables(
      FunctionOptions options, Path task, String runtimeApi) {
    return Map.ofEntries(
        Map.entry("AWS_LAMBDA_RUNTIME_API", runtimeApi),
        Map.entry("AWS_LAMBDA_FUNCTION_NAME", InvokeApi.FUNCTION_NAME),
        Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "1"),
        Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "" + options.memoryMegabytes()),
        Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
        Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + InvokeApi.FUNCTION_NAME),
        Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "local"),
        Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_java25"),
        Map.entry("AWS_REGION", "us-east-1"),
        Map.entry("AWS_DEFAULT_REGION", "us-east-1"),
        Map.entry("AWS_ACCESS_KEY_ID", "local"),
        Map.entry("AWS_SECRET_ACCESS_KEY", "local-secret"),
        Map.entry("JAVA_TOOL_OPTIONS", JAVA_TOOL_OPTIONS),
        Map.entry("LAMBDA_TASK_ROOT", task.toString()),
        Map.entry("_HANDLER", options.handler()),
        Map.entry("LANG", "en_US.UTF-8"),
        Map.entry("TZ", ":UTC"),
        Map.entry("PATH", "/usr/local/bin:/usr/bin:/bin"));
  }

  /** The client's own jars and nothing else; it calls one class of utils-lite, in every loop. */
  private static String classPath(Path work) throws IOException {
    Path boot = work.resolve("boot");
    String name = Bootstrap.class.getName().replace('.', '/') + ".class";
    copyOnce("/" + name, boot.resolve(name));
    return Stream.concat(
            Stream.of(boot),
            Stream.of(
                    AWSLambda.class.getName(),
                    RequestStreamHandler.class.getName(),
                    "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
                    "software.amazon.awssdk.utilslite.SdkInternalThreadLocal")
                .map(FunctionProcess::jar))
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path jar(String type) {
    try {
      Class<?> found =
          Class.forName(type, /* initialize= */ false, AWSLambda.class.getClassLoader());
      return Path.of(found.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IllegalStateException("Cannot find the jar of " + type, e);
    }
  }
}
