package s3migrate.benchmarks.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import s3migrate.benchmarks.RcloneProgram;

/// The programs that can be had here, ours first.
record Programs(Buckets buckets) {
    private static final Path HOME = Path.of(System.getProperty("s3migrate.home", "."));
    private static final String OURS = "s3migrate";
    private static final String EARLIER = "earlier.py";

    List<Peer> found() throws IOException, InterruptedException {
        var peers = new ArrayList<Peer>();
        peers.add(ours(true));
        peers.add(ours(false));
        RcloneProgram.find()
                .map(RcloneProgram::path)
                .ifPresentOrElse(
                        rclone -> {
                            peers.add(rclone(rclone, true));
                            peers.add(rclone(rclone, false));
                        },
                        () -> leftOut("rclone"));
        var folder = HOME.resolve("benchmarks/target/peers").toAbsolutePath();
        if (new PythonPackages(folder).fetched()) {
            peers.addAll(inPython(folder));
        } else {
            leftOut("aws-cli, s3cmd and the earlier system's method, which need python3 with pip");
        }
        return peers;
    }

    private static void leftOut(String names) {
        System.err.println("benchmarks: left out, as not to be had: " + names);
    }

    private Peer ours(boolean through) {
        var command =
                List.of(
                        HOME.resolve("s3migrate").toString(),
                        "sync",
                        "s3://SOURCE/PREFIX",
                        "s3://DESTINATION/PREFIX",
                        "--copy",
                        through ? "stream" : "server",
                        "--state",
                        buckets.directory().path().resolve("state").toString());
        var surroundings =
                Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "JAVA_TOOL_OPTIONS",
                        String.join(" ", buckets.tls().jvmOptions())
                                + " -Daws.endpointUrlS3="
                                + buckets.endpoint());
        return new Peer(OURS, through, command, buckets.environment()).with(surroundings);
    }

    /// Two stores that happen to be one: else it has S3 copy.
    private Peer rclone(String program, boolean through) {
        var command =
                List.of(
                        program,
                        "sync",
                        "one:SOURCE/PREFIX",
                        (through ? "other" : "one") + ":DESTINATION/PREFIX",
                        "--config",
                        "/dev/null",
                        "--ca-cert",
                        certificate(),
                        "--checksum",
                        "--transfers",
                        "16",
                        "--checkers",
                        "16",
                        "--s3-chunk-size",
                        "8Mi",
                        "--s3-upload-concurrency",
                        "16");
        return new Peer("rclone", through, command, buckets.environment())
                .with(remote("ONE"))
                .with(remote("OTHER"));
    }

    /// Whose answer is whether all bytes of the destination are those of the source.
    Peer check(String rclone) {
        var command =
                List.of(
                        rclone,
                        "check",
                        "--download",
                        "one:SOURCE/PREFIX",
                        "other:DESTINATION/PREFIX",
                        "--config",
                        "/dev/null",
                        "--ca-cert",
                        certificate());
        return new Peer("rclone check", true, command, buckets.environment())
                .with(remote("ONE"))
                .with(remote("OTHER"));
    }

    private String certificate() {
        return buckets.tls().certificateFile().toString();
    }

    private Map<String, String> remote(String name) {
        return RcloneProgram.remote(
                name,
                buckets.endpoint().toString(),
                Buckets.REGION,
                Buckets.ACCESS_KEY_ID,
                Buckets.SECRET_ACCESS_KEY);
    }

    private List<Peer> inPython(Path folder) {
        var endpoint = buckets.endpoint();
        var host = endpoint.getAuthority();
        var surroundings = Map.of("PYTHONPATH", folder.toString(), "AWS_CA_BUNDLE", certificate());
        var environment = buckets.environment();
        var awsCli =
                List.of(
                        "python3",
                        folder.resolve("bin/aws").toString(),
                        "--endpoint-url",
                        endpoint.toString(),
                        "s3",
                        "sync",
                        "--only-show-errors",
                        "s3://SOURCE/PREFIX",
                        "s3://DESTINATION/PREFIX");
        var s3cmd =
                List.of(
                        "python3",
                        folder.resolve("bin/s3cmd").toString(),
                        "--config=/dev/null",
                        "--access_key=" + Buckets.ACCESS_KEY_ID,
                        "--secret_key=" + Buckets.SECRET_ACCESS_KEY,
                        "--region=" + Buckets.REGION,
                        "--host=" + host,
                        "--host-bucket=" + host,
                        "--ssl",
                        "--ca-certs=" + certificate(),
                        "--quiet",
                        "sync",
                        "s3://SOURCE/PREFIX",
                        "s3://DESTINATION/PREFIX");
        var earlier =
                List.of(
                        "python3",
                        earlier().toString(),
                        endpoint.toString(),
                        "SOURCE",
                        "DESTINATION",
                        "PREFIX");
        return List.of(
                new Peer("earlier", true, earlier, environment).with(surroundings),
                new Peer("aws-cli", false, awsCli, environment).with(surroundings),
                new Peer("s3cmd", false, s3cmd, environment).with(surroundings));
    }

    private Path earlier() {
        var script = buckets.directory().path().resolve(EARLIER);
        try (var text = Objects.requireNonNull(Programs.class.getResourceAsStream(EARLIER))) {
            Files.copy(text, script, StandardCopyOption.REPLACE_EXISTING);
            return script;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
