package s3migrate.benchmarks.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import s3migrate.benchmarks.Figure;
import s3migrate.benchmarks.Watched;
import s3migrate.sandbox.s3.S3Server;

/// The same copies by rclone, from the path or from the system's package, which is unpacked and not
/// installed.
public final class Rclone {
    private static final Path FOLDER =
            Path.of(System.getProperty("s3migrate.home", "."), "benchmarks/target/rclone");

    /// Chunks of a size that rclone, which holds each in memory, can have 16 of at once.
    private static final List<String> LARGE =
            List.of("--s3-chunk-size", "8Mi", "--s3-upload-concurrency", "16");

    private static final List<String> SMALL = List.of("--transfers", "16", "--checkers", "16");

    private final String program;
    private final LoopbackRoute route;

    private Rclone(String program, LoopbackRoute route) {
        this.program = program;
        this.route = route;
    }

    /// Something that is measured with it.
    @FunctionalInterface
    interface Work {
        List<Figure> measure(Rclone rclone) throws IOException, InterruptedException;
    }

    /// What comes of `work`; nothing, with a line that says why, if rclone cannot be had or fails.
    static List<Figure> measure(LoopbackRoute route, Work work)
            throws IOException, InterruptedException {
        var rclone = find(route);
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

    private static Optional<Rclone> find(LoopbackRoute route) throws InterruptedException {
        return program().map(program -> new Rclone(program, route));
    }

    /// What to start, unpacked first if need be.
    public static Optional<String> program() throws InterruptedException {
        var unpacked = FOLDER.resolve("usr/bin/rclone");
        if (works("rclone")) {
            return Optional.of("rclone");
        }
        if (!Files.exists(unpacked)) {
            unpack();
        }
        return Files.exists(unpacked) ? Optional.of(unpacked.toString()) : Optional.empty();
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

    private static boolean works(String program) throws InterruptedException {
        return succeeds(program, "version");
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
    String version() throws IOException {
        var process = new ProcessBuilder(program, "version").start();
        try (var lines = process.inputReader()) {
            return Optional.ofNullable(lines.readLine()).orElse(program);
        }
    }

    /// Copies one object by a multipart upload.
    Watched copyLarge(String key) throws IOException, InterruptedException {
        return run("copyto", key, LARGE);
    }

    /// Copies every object under a prefix.
    Watched copySmall(String prefix) throws IOException, InterruptedException {
        return run("copy", prefix, SMALL);
    }

    private Watched run(String verb, String key, List<String> options)
            throws IOException, InterruptedException {
        var command =
                new ProcessBuilder(
                        program,
                        verb,
                        "source:%s/%s".formatted(LoopbackRoute.SOURCE_BUCKET, key),
                        "destination:%s/%s".formatted(LoopbackRoute.DESTINATION_BUCKET, key),
                        "--config",
                        "/dev/null",
                        "--retries",
                        "1",
                        "--ca-cert",
                        route.tls().certificateFile().toString());
        command.command().addAll(options);
        command.environment().putAll(side("SOURCE", route.source(), LoopbackRoute.OWN));
        command.environment().putAll(side("DESTINATION", route.destination(), LoopbackRoute.OTHER));
        // rclone refuses a bundle of certificates beside its own option.
        command.environment().remove("AWS_CA_BUNDLE");
        command.redirectErrorStream(true);
        command.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return Watched.run(command);
    }

    /// As AWS, but with the bucket in the path: a name before an address is no host.
    private static Map<String, String> side(
            String name, S3Server server, LoopbackRoute.Account account) {
        var option = "RCLONE_CONFIG_%s_".formatted(name);
        return Map.of(
                option + "TYPE",
                "s3",
                option + "PROVIDER",
                "Minio",
                option + "NO_CHECK_BUCKET",
                "true",
                option + "REGION",
                LoopbackRoute.REGION,
                option + "ENDPOINT",
                server.https().toString(),
                option + "ACCESS_KEY_ID",
                account.accessKeyId(),
                option + "SECRET_ACCESS_KEY",
                account.secretAccessKey());
    }
}
