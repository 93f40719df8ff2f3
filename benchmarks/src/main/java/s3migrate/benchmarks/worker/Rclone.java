package s3migrate.benchmarks.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import s3migrate.benchmarks.Figure;
import s3migrate.benchmarks.RcloneProgram;
import s3migrate.benchmarks.Watched;
import s3migrate.sandbox.s3.S3Server;

/// The same copies by rclone.
///
/// @param program what runs it
record Rclone(RcloneProgram program, LoopbackRoute route) {
    /// Chunks of a size that rclone, which holds each in memory, can have 16 of at once.
    private static final List<String> LARGE =
            List.of("--s3-chunk-size", "8Mi", "--s3-upload-concurrency", "16");

    private static final List<String> SMALL = List.of("--transfers", "16", "--checkers", "16");

    /// Something that is measured with it.
    @FunctionalInterface
    interface Work {
        List<Figure> measure(Rclone rclone) throws IOException, InterruptedException;
    }

    /// What comes of `work`; nothing, with a line that says why, if rclone cannot be had or fails.
    static List<Figure> measure(LoopbackRoute route, Work work)
            throws IOException, InterruptedException {
        return RcloneProgram.measure(program -> work.measure(new Rclone(program, route)));
    }

    /// As it names itself.
    String version() throws IOException {
        return program.version();
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
        var arguments =
                new ArrayList<>(
                        List.of(
                                verb,
                                "source:%s/%s".formatted(LoopbackRoute.SOURCE_BUCKET, key),
                                "destination:%s/%s"
                                        .formatted(LoopbackRoute.DESTINATION_BUCKET, key),
                                "--ca-cert",
                                route.tls().certificateFile().toString()));
        arguments.addAll(options);
        var remotes = new HashMap<String, String>();
        remotes.putAll(remote("SOURCE", route.source(), LoopbackRoute.OWN));
        remotes.putAll(remote("DESTINATION", route.destination(), LoopbackRoute.OTHER));
        return program.run(arguments, remotes);
    }

    private static Map<String, String> remote(
            String name, S3Server server, LoopbackRoute.Account account) {
        return RcloneProgram.remote(
                name,
                server.https().toString(),
                LoopbackRoute.REGION,
                account.accessKeyId(),
                account.secretAccessKey());
    }
}
