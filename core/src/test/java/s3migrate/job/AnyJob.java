package s3migrate.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import s3migrate.OddKeys;
import s3migrate.ledger.UploadRecord;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.PinnedObject;
import s3migrate.route.BucketPrefix;
import s3migrate.route.KeyMapping.Mapped;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions;

/// Generates jobs and the messages that carry them.
final class AnyJob {

    private static final int ROOM_FOR_PREFIXES = 900;
    private static final String RUN = "2026-11-21T13:00:00Z/7";

    private AnyJob() {}

    static Job job(RandomGenerator random) {
        return new Job(
                "route-" + random.nextInt(3),
                new ObjectLocation("source", OddKeys.key(random)),
                maybe(random, "v/ers+ion"),
                new ObjectLocation("destination", OddKeys.key(random)),
                random.nextBoolean()
                        ? OptionalLong.empty()
                        : OptionalLong.of(random.nextLong(5L << 40)),
                maybe(random, "order \u00fc 17"),
                history(random),
                maybe(random, RUN),
                seen(random),
                listed(random));
    }

    static Message.Ours message(RandomGenerator random) {
        return switch (random.nextInt(5)) {
            case 0 -> new Message.SingleJob(job(random));
            case 1 -> new Message.Continuation(job(random), random.nextLong(1_000));
            case 2 -> slice(random);
            case 3 -> new Message.Sweep(route(random).name());
            default -> new Batch(smallJobs(random, 1 + random.nextInt(20)));
        };
    }

    /// Of one route and run, as the jobsender makes them.
    static List<Job> smallJobs(RandomGenerator random, int count) {
        var route = route(random);
        var common = history(random);
        var run = maybe(random, RUN);
        var jobs = new ArrayList<Job>();
        while (jobs.size() < count) {
            String key = OddKeys.key(random);
            if (key.getBytes(UTF_8).length <= ROOM_FOR_PREFIXES) {
                var history = random.nextInt(5) > 0 ? common : history(random);
                jobs.add(smallJob(random, route, route.source().prefix() + key, history, run));
            }
        }
        return jobs;
    }

    static Job smallJob(
            RandomGenerator random,
            Route route,
            String key,
            JobHistory history,
            Optional<String> run) {
        var source = new ObjectLocation(route.source().bucket(), key);
        return switch (route.destinationOf(source)) {
            case Mapped.To(var to) ->
                    new Job(
                            route.name(),
                            source,
                            maybe(random, "version"),
                            new ObjectLocation(route.destination().bucket(), to),
                            OptionalLong.of(random.nextLong(1 << 20)),
                            maybe(random, "id"),
                            history,
                            run,
                            seen(random),
                            listed(random));
            case Mapped.Impossible(var reason) -> throw new IllegalStateException(reason);
        };
    }

    static Route route(RandomGenerator random) {
        return Route.of(
                new BucketPrefix("source", random.nextBoolean() ? "" : "logs/20\ud83d\ude00/"),
                new BucketPrefix("destination", random.nextBoolean() ? "" : "from \uff5e"),
                RouteOptions.of(Map.of("strip_src_prefix", String.valueOf(random.nextBoolean()))));
    }

    private static Optional<Listed> listed(RandomGenerator random) {
        String storageClass = random.nextBoolean() ? "STANDARD" : "INTELLIGENT_TIERING";
        return maybe(random, "d41d8cd98f00b204e9800998ecf8427e")
                .map(etag -> new Listed(new ETag(etag), storageClass));
    }

    private static Job.Seen seen(RandomGenerator random) {
        return List.of(Job.Seen.values()).get(random.nextInt(Job.Seen.values().length));
    }

    private static Slice slice(RandomGenerator random) {
        var job = job(random);
        long partBytes = 1 + random.nextLong(1L << 30);
        int first = 1 + random.nextInt(1_000);
        int last = first + random.nextInt(1_000);
        long size = (last - 1) * partBytes + 1 + random.nextLong(partBytes * 3);
        return new Slice(
                job,
                new PinnedObject(job.source(), new ETag("0a1b-17"), maybe(random, "null"), size),
                new UploadRecord("up.load_id", partBytes, ChecksumAlgorithm.CRC64NVME),
                first,
                last);
    }

    private static JobHistory history(RandomGenerator random) {
        return new JobHistory(
                Instant.ofEpochMilli(random.nextLong(2_000_000_000_000L)),
                random.nextInt(3),
                random.nextInt(3),
                random.nextInt(3));
    }

    private static Optional<String> maybe(RandomGenerator random, String text) {
        return random.nextBoolean() ? Optional.empty() : Optional.of(text);
    }
}
