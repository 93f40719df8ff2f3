package s3migrate.benchmarks.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import s3migrate.benchmarks.Figure;
import s3migrate.benchmarks.TemporaryDirectory;
import s3migrate.job.Batch;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.job.Message;
import s3migrate.job.Messages;
import s3migrate.object.ObjectLocation;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.store.GeneratedObject;
import s3migrate.sandbox.s3.store.ObjectVersion;

/// What is measured: a route with objects to copy, and the messages that ask for them.
record Measured(TemporaryDirectory directory, LoopbackRoute route) implements AutoCloseable {
    /// As an upload of that size has them.
    private static final long SOURCE_PART_BYTES = 64L << 20;

    static Measured start() throws IOException, InterruptedException {
        var directory = TemporaryDirectory.create();
        return new Measured(directory, LoopbackRoute.start(directory.path()));
    }

    /// A worker with 16 parts or objects at once.
    DeployedWorker worker(WorkerJvm jvm, int partMib) throws InterruptedException {
        return worker(jvm, Map.of("MaxThread", "16", "PartMiB", Integer.toString(partMib)));
    }

    /// A worker with these settings, else those of a deployment.
    DeployedWorker worker(WorkerJvm jvm, Map<String, String> settings) throws InterruptedException {
        return DeployedWorker.start(route, jvm, settings, log());
    }

    private Path log() {
        return directory.path().resolve("worker.log");
    }

    /// Puts an object into the source, as its size has it: by one PUT or in parts.
    void put(String key, long bytes) {
        if (bytes > SOURCE_PART_BYTES) {
            putLarge(key, bytes);
        } else {
            var object = GeneratedObject.of(key.hashCode(), bytes);
            route.source().put(LoopbackRoute.SOURCE_BUCKET, key, object);
        }
    }

    /// Forgets an object on both sides.
    void remove(String key) {
        route.source().delete(LoopbackRoute.SOURCE_BUCKET, key);
        route.destination().delete(LoopbackRoute.DESTINATION_BUCKET, key);
    }

    /// Puts an object into the source, as a multipart upload has left it there with its checksum.
    void putLarge(String key, long bytes) {
        var object = GeneratedObject.inParts(key.hashCode(), bytes, SOURCE_PART_BYTES);
        route.source().put(LoopbackRoute.SOURCE_BUCKET, key, object);
    }

    /// Puts so many objects into the source, named by the prefix and a number.
    void putSmall(String prefix, int count, long bytes) {
        route.source().fill(LoopbackRoute.SOURCE_BUCKET, prefix, count, bytes);
    }

    /// The keys in the source that begin so.
    List<String> keys(String prefix) {
        return route.source().keys(LoopbackRoute.SOURCE_BUCKET).stream()
                .filter(key -> key.startsWith(prefix))
                .toList();
    }

    /// The message for one large object.
    static String job(String key, long bytes) {
        return Messages.encode(new Message.SingleJob(wish(key, bytes)));
    }

    /// The message for many small ones.
    static String batch(List<String> keys, long bytes) {
        return Messages.encode(new Batch(keys.stream().map(key -> wish(key, bytes)).toList()));
    }

    /// The wish to copy an object of the source to the same key.
    static Job wish(String key, long bytes) {
        return new Job(
                LoopbackRoute.NAME,
                new ObjectLocation(LoopbackRoute.SOURCE_BUCKET, key),
                Optional.empty(),
                new ObjectLocation(LoopbackRoute.DESTINATION_BUCKET, key),
                OptionalLong.of(bytes),
                Optional.empty(),
                JobHistory.startingAt(Instant.now()));
    }

    /// @throws IllegalStateException unless each of these keys is at the destination as in the
    ///   source
    void check(List<String> keys) {
        check(keys, route.destination());
    }

    /// The same where the copies are at `server`.
    void check(List<String> keys, S3Server server) {
        for (var key : keys) {
            var from = route.source().object(LoopbackRoute.SOURCE_BUCKET, key);
            var to = server.object(LoopbackRoute.DESTINATION_BUCKET, key);
            if (!from.map(Measured::proof).equals(to.map(Measured::proof))) {
                throw new IllegalStateException(
                        "%s: found %s, expected %s"
                                .formatted(
                                        key, to.map(Measured::proof), from.map(Measured::proof)));
            }
        }
    }

    /// For a program that leaves no checksum over the whole object.
    ///
    /// @throws IllegalStateException unless the destination has as many bytes as the source
    void checkSize(String key) {
        var from = route.source().object(LoopbackRoute.SOURCE_BUCKET, key).map(ObjectVersion::size);
        var to =
                route.destination()
                        .object(LoopbackRoute.DESTINATION_BUCKET, key)
                        .map(ObjectVersion::size);
        if (!from.equals(to)) {
            throw new IllegalStateException(
                    "%s: found %s bytes, expected %s".formatted(key, to, from));
        }
    }

    /// The value of one of these figures.
    static double value(List<Figure> figures, String name) {
        return figures.stream()
                .filter(figure -> figure.name().equals(name))
                .mapToDouble(Figure::value)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no figure " + name));
    }

    private static String proof(ObjectVersion object) {
        return object.size() + " bytes, " + object.checksum();
    }

    @Override
    public void close() throws IOException {
        route.close();
        directory.close();
    }
}
