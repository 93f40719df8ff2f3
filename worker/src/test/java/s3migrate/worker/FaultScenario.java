package s3migrate.worker;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import s3migrate.job.Batch;
import s3migrate.job.Message;
import s3migrate.job.Messages;
import s3migrate.run.RunMessages;
import s3migrate.run.RunRequest;

/// What a deployment does while something goes wrong. Small are up to 100 bytes, a part has 100.
enum FaultScenario {
    SMALL("a small object, overwritten meanwhile", ""),
    MULTIPART("a large object in parts, overwritten meanwhile", ""),
    SLICE("a huge object in slices", ""),
    BATCH("a batch of small objects", ""),
    RUN("a run of the jobsender and its jobs", ""),
    SERVER_SIDE("small and large objects that S3 copies", "\"copy\": \"server\","),
    VERSIONS("versioned buckets, proofs in the ledger", ""),
    DELETE("objects deleted, created and created again", "\"delete\": true,");

    private final String text;
    private final String options;

    FaultScenario(String text, String options) {
        this.text = text;
        this.options = options;
    }

    /// As the table has it.
    String text() {
        return text;
    }

    /// Of its route, as a person writes them.
    String options() {
        return options;
    }

    boolean versioned() {
        return this == VERSIONS;
    }

    boolean deletes() {
        return this == DELETE;
    }

    boolean within() {
        return this == SERVER_SIDE;
    }

    /// Whether nothing but files of evidence says what proves its copies.
    boolean provedInFiles() {
        return this == BATCH || this == RUN;
    }

    /// Begins it.
    void start(FaultWorld world) {
        switch (this) {
            case SMALL -> small(world);
            case MULTIPART -> multipart(world);
            case SLICE -> slice(world);
            case BATCH -> batch(world);
            case RUN -> run(world);
            case SERVER_SIDE -> serverSide(world);
            case VERSIONS -> versions(world);
            case DELETE -> delete(world);
        }
    }

    private static void small(FaultWorld world) {
        world.startsAs("a", 40);
        world.write("a", 50);
        world.queue.add(Bench.created(Map.of("a", 50)));
        world.later(() -> {
            world.write("a", 60);
            world.queue.add(Bench.created(Map.of("a", 60)));
        });
    }

    private static void multipart(FaultWorld world) {
        world.startsAs("a", 310);
        world.write("a", 350);
        world.queue.add(large(world, "a", 350));
        world.later(() -> {
            world.write("a", 340);
            world.queue.add(Bench.created(Map.of("a", 340)));
        });
    }

    private static void slice(FaultWorld world) {
        world.write("a", 1_000);
        world.queue.add(large(world, "a", 1_000));
    }

    private static void batch(FaultWorld world) {
        var sizes = sizes("b", 6, 10);
        sizes.forEach(world::write);
        var jobs = sizes.entrySet().stream().map(one -> world.job(one.getKey(), one.getValue()));
        world.queue.add(Messages.encode(new Batch(jobs.toList())));
    }

    private static void run(FaultWorld world) {
        world.startsAs("c0", 99);
        sizes("c", 5, 20).forEach(world::write);
        sizes("large", 2, 250).forEach(world::write);
        world.queue.add(
                RunMessages.encode(new RunRequest.Go("r", world.time.instant().toString())));
    }

    private static void serverSide(FaultWorld world) {
        world.startsAs("a", 40);
        world.write("a", 50);
        world.write("large", 350);
        world.queue.add(Bench.created(Map.of("a", 50)));
        world.queue.add(large(world, "large", 350));
        world.write("listed", 30);
        world.queue.add(Messages.encode(new Batch(List.of(world.listed("listed")))));
        world.later(() -> {
            world.write("listed", 35);
            world.queue.add(Bench.created(Map.of("listed", 35)));
        });
    }

    private static void versions(FaultWorld world) {
        world.startsAs("a", 40);
        world.write("a", 50);
        world.write("large", 350);
        world.queue.add(Bench.created(Map.of("a", 50)));
        world.queue.add(large(world, "large", 350));
        world.later(() -> {
            world.write("a", 70);
            world.queue.add(Bench.created(Map.of("a", 70)));
        });
    }

    private static void delete(FaultWorld world) {
        world.startsAs("gone", 40);
        world.write("gone", 40);
        world.remove("gone");
        world.startsAs("again", 45);
        world.write("again", 45);
        world.remove("again");
        world.write("short", 30);
        world.queue.add(removed("gone"));
        world.queue.add(removed("again"));
        world.queue.add(Bench.created(Map.of("short", 30)));
        world.later(() -> {
            world.write("again", 55);
            world.queue.add(Bench.created(Map.of("again", 55)));
            world.remove("short");
            world.queue.add(removed("short"));
        });
    }

    private static Map<String, Integer> sizes(String prefix, int count, int first) {
        return new TreeMap<>(
                IntStream.range(0, count)
                        .boxed()
                        .collect(Collectors.toMap(i -> prefix + i, i -> first + i)));
    }

    private static String large(FaultWorld world, String key, int size) {
        return Messages.encode(new Message.SingleJob(world.job(key, size)));
    }

    static String removed(String key) {
        return Bench.created(Map.of(key, 0)).replace("ObjectCreated:Put", "ObjectRemoved:Delete");
    }

    /// All scenarios in order.
    static List<FaultScenario> all() {
        return List.of(values());
    }
}
