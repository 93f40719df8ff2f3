package s3migrate.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// rclone, from the path or from the system's package, which is unpacked and not installed.
public final class RcloneProgram {
    private static final Path FOLDER =
            Path.of(System.getProperty("s3migrate.home", "."), "benchmarks/target/rclone");

    private final String program;

    private RcloneProgram(String program) {
        this.program = program;
    }

    /// Something that is measured with it.
    @FunctionalInterface
    public interface Work {
        List<Figure> measure(RcloneProgram rclone) throws IOException, InterruptedException;
    }

    /// What comes of `work`; nothing, with a line that says why, if rclone cannot be had or fails.
    public static List<Figure> measure(Work work) throws IOException, InterruptedException {
        var rclone = find();
        if (rclone.isEmpty()) {
            System.err.println(
                    "benchmarks: rclone is not on the path, and not to be had by apt-get: its figures are left out");
            return List.of();
        }
        try {
            return work.measure(rclone.get());
        } catch (IllegalStateException failed) {
            System.err.println(
                    "benchmarks: the figures of rclone are left out: " + failed.getMessage());
            return List.of();
        }
    }

    private static Optional<RcloneProgram> find() throws InterruptedException {
        var unpacked = FOLDER.resolve("usr/bin/rclone");
        if (succeeds("rclone", "version")) {
            return Optional.of(new RcloneProgram("rclone"));
        }
        if (!Files.exists(unpacked)) {
            unpack();
        }
        return Files.exists(unpacked)
                ? Optional.of(new RcloneProgram(unpacked.toString()))
                : Optional.empty();
    }

    private static void unpack() throws InterruptedException {
        try {
            Files.createDirectories(FOLDER);
            succeeds(
                    "sh",
                    "-c",
                    "cd '%s' && apt-get -q download rclone && dpkg-deb -x rclone_*.deb ."
                            .formatted(FOLDER));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    /// As it names itself.
    public String version() throws IOException {
        var process = new ProcessBuilder(program, "version").start();
        try (var lines = process.inputReader()) {
            return Optional.ofNullable(lines.readLine()).orElse(program);
        }
    }

    /// Runs it to its end, once, without any configuration but `environment`.
    ///
    /// @throws IllegalStateException if it fails
    public Watched run(List<String> arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        var command = new ProcessBuilder(program);
        command.command().addAll(arguments);
        command.command().addAll(List.of("--config", "/dev/null", "--retries", "1"));
        command.environment().putAll(environment);
        // rclone refuses a bundle of certificates beside its own option.
        command.environment().remove("AWS_CA_BUNDLE");
        command.redirectErrorStream(true);
        command.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return Watched.run(command);
    }

    /// Options of the remote `name`: as AWS, but with the bucket in the path, as a name before an
    /// address is no host.
    public static Map<String, String> remote(
            String name, String endpoint, String region, String keyId, String secret) {
        var option = "RCLONE_CONFIG_%s_".formatted(name);
        return Map.of(
                option + "TYPE", "s3",
                option + "PROVIDER", "Minio",
                option + "NO_CHECK_BUCKET", "true",
                option + "REGION", region,
                option + "ENDPOINT", endpoint,
                option + "ACCESS_KEY_ID", keyId,
                option + "SECRET_ACCESS_KEY", secret);
    }
}
