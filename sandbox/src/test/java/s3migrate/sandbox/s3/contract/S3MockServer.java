package s3migrate.sandbox.s3.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;

/// Adobe S3Mock in a JVM of its own, with the class path of its own jar, which Maven puts under
/// `target/s3mock` before integration tests.
public final class S3MockServer implements S3UnderTest {
    /// The SDK sends their slashes as %2F or %5C, which Tomcat refuses.
    static final Set<String> REFUSED_KEYS = Set.of("a//b", "/lead", "//", "back\\slash");

    private static final Path JAR = Path.of("target", "s3mock", "s3mock.jar");
    private static final Pattern STARTED =
            Pattern.compile("Tomcat started on ports .* (\\d+) \\(http\\)");
    private static final long START_SECONDS = 90;

    private final Path directory;
    private final Process process;
    private final URI endpoint;

    private S3MockServer(Path directory, Process process, URI endpoint) {
        this.directory = directory;
        this.process = process;
        this.endpoint = endpoint;
    }

    /// Answers over http when it returns. Its files are temporary, and removed by `close`.
    public static S3MockServer start() throws IOException, InterruptedException {
        if (!Files.exists(JAR)) {
            throw new IOException(
                    JAR.toAbsolutePath() + " is missing: `mvn pre-integration-test` brings it");
        }
        Path directory = Files.createTempDirectory("s3mock");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx512m",
                                "-Dspring.main.banner-mode=off",
                                "-jar",
                                JAR.toString(),
                                "--server.port=0",
                                "--http.port=0",
                                "--com.adobe.testing.s3mock.store.root=" + directory)
                        .redirectErrorStream(true)
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        var port = CompletableFuture.supplyAsync(() -> port(process.inputReader()));
        try {
            int number = port.orTimeout(START_SECONDS, TimeUnit.SECONDS).get();
            return new S3MockServer(directory, process, URI.create("http://127.0.0.1:" + number));
        } catch (ExecutionException e) {
            process.destroyForcibly();
            throw new IOException("S3Mock does not start", e.getCause());
        }
    }

    private static int port(BufferedReader log) {
        var lines = new StringBuilder();
        try {
            for (String line = log.readLine(); line != null; line = log.readLine()) {
                lines.append(line).append('\n');
                Matcher started = STARTED.matcher(line);
                if (started.find()) {
                    Thread.startVirtualThread(() -> log.lines().forEach(_ -> {}));
                    return Integer.parseInt(started.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("it ended, having said: " + lines);
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public Region region() {
        return Region.US_EAST_1;
    }

    @Override
    public AwsBasicCredentials credentials() {
        return AwsBasicCredentials.create("AKIAANY", "any");
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
