package s3migrate.benchmarks.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import s3migrate.benchmarks.Watched;

/// `s3migrate sync` by its launcher, as a person runs it, between the two servers of a route.
record SyncCommand(LoopbackRoute route, Path directory) {
    private static final Path LAUNCHER =
            Path.of(System.getProperty("s3migrate.home", "."), "s3migrate");

    /// Has it built, so that no run waits for that.
    ///
    /// @param directory for credentials, state and output
    static SyncCommand of(LoopbackRoute route, Path directory)
            throws IOException, InterruptedException {
        Files.writeString(
                directory.resolve("credentials"),
                """
                [source]
                aws_access_key_id = %s
                aws_secret_access_key = %s
                [destination]
                aws_access_key_id = %s
                aws_secret_access_key = %s
                """
                        .formatted(
                                LoopbackRoute.OWN.accessKeyId(),
                                LoopbackRoute.OWN.secretAccessKey(),
                                LoopbackRoute.OTHER.accessKeyId(),
                                LoopbackRoute.OTHER.secretAccessKey()));
        Watched.run(
                new ProcessBuilder(LAUNCHER.toString(), "--version")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT));
        return new SyncCommand(route, directory);
    }

    /// Begins to copy what is under a prefix.
    Process start(String prefix) throws IOException {
        var command =
                new ProcessBuilder(
                        LAUNCHER.toString(),
                        "sync",
                        "s3://%s/%s".formatted(LoopbackRoute.SOURCE_BUCKET, prefix),
                        "s3://%s/%s".formatted(LoopbackRoute.DESTINATION_BUCKET, prefix),
                        "--source-endpoint",
                        route.source().https().toString(),
                        "--source-profile",
                        "source",
                        "--dest-endpoint",
                        route.destination().https().toString(),
                        "--dest-profile",
                        "destination",
                        "--dest-store",
                        "aws",
                        "--region",
                        LoopbackRoute.REGION,
                        "--state",
                        directory.resolve("state").toString());
        var environment = command.environment();
        environment.put("AWS_SHARED_CREDENTIALS_FILE", directory.resolve("credentials").toString());
        environment.put("AWS_CONFIG_FILE", directory.resolve("no-config").toString());
        environment.put(
                "JAVA_TOOL_OPTIONS", String.join(" ", List.copyOf(route.tls().jvmOptions())));
        return command.redirectErrorStream(true).redirectOutput(output().toFile()).start();
    }

    /// Where it says what it did.
    Path output() {
        return directory.resolve("sync.log");
    }
}
