package s3migrate.benchmarks.listing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import s3migrate.benchmarks.PeakHeap;
import s3migrate.benchmarks.Usage;
import s3migrate.job.Job;
import s3migrate.ledger.FailureIndex;
import s3migrate.ledger.journal.JournalLedger;
import s3migrate.listing.KeyRange;
import s3migrate.route.BucketPrefix;
import s3migrate.route.IgnoreList;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions;
import s3migrate.run.Finding;
import s3migrate.run.Handover;
import s3migrate.run.MemoryRanges;
import s3migrate.run.PassListener;
import s3migrate.run.Pauses;
import s3migrate.run.RoutePass;
import s3migrate.store.s3.S3Access;
import s3migrate.store.s3.S3Connections;
import s3migrate.store.s3.S3Stores;
import s3migrate.time.Deadline;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/// One comparison as a program of its own, after a smaller one to warm up: `PORT SHAPE KEYS LISTERS
/// WARM_UP_KEYS JOURNAL`. Prints seconds, CPU seconds, the peak of the heap in MiB, and pages asked
/// for.
public final class Compare {
    private Compare() {}

    public static void main(String[] arguments) throws Exception {
        URI server = URI.create("http://127.0.0.1:" + arguments[0]);
        KeySet.Shape shape = KeySet.Shape.valueOf(arguments[1]);
        int listers = Integer.parseInt(arguments[3]);
        Path journal = Path.of(arguments[5]);
        compare(server, new KeySet(shape, Long.parseLong(arguments[4])), listers, journal);
        PeakHeap heap = new PeakHeap();
        KeySet keys = new KeySet(shape, Long.parseLong(arguments[2]));
        long before = lists(server);
        Usage usage = Usage.of(() -> compare(server, keys, listers, journal));
        System.out.printf(
                "%.3f %.3f %.1f %d%n",
                usage.seconds(), usage.cpuSeconds(), heap.mebibytes(), lists(server) - before);
        System.exit(0);
    }

    private static long lists(URI server) throws IOException {
        try (var in = server.resolve(ListingServer.LISTS).toURL().openStream()) {
            return Long.parseLong(new String(in.readAllBytes(), US_ASCII));
        }
    }

    private static void compare(URI server, KeySet keys, int listers, Path journal)
            throws IOException, InterruptedException {
        var clock = InstantSource.system();
        var access =
                new S3Access(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("AKIABENCHMARK", "secret")),
                        Region.US_EAST_1,
                        Optional.of(server));
        var connections = S3Connections.forInFlight(2 * listers);
        var route =
                Route.of(
                        new BucketPrefix(keys.bucket("a"), ""),
                        new BucketPrefix(keys.bucket("b"), ""),
                        RouteOptions.DEFAULT);
        try (var source = S3Stores.open(access, S3Stores.Side.SOURCE, connections);
                var destination = S3Stores.open(access, S3Stores.Side.DESTINATION, connections);
                var ledger = JournalLedger.open(journal, clock)) {
            var pass =
                    new RoutePass(
                            route,
                            source,
                            destination,
                            ledger,
                            FailureIndex.NONE,
                            IgnoreList.EMPTY,
                            clock,
                            PassListener.NONE,
                            listers);
            var ranges = new MemoryRanges(KeyRange.ALL);
            var _ =
                    pass.run(
                            ranges,
                            Nobody::new,
                            Pauses.NONE,
                            Duration.ofHours(24),
                            Deadline.never(clock));
            long same = ranges.totals().of(Finding.SAME).objects();
            if (same != keys.count()) {
                throw new IllegalStateException(
                        "%,d keys were found equal of %,d".formatted(same, keys.count()));
            }
        }
    }

    /// There is nothing to hand over.
    private static final class Nobody implements Handover {
        @Override
        public void give(Job job) {
            throw new IllegalStateException("found different: " + job);
        }

        @Override
        public void settle() {}

        @Override
        public void close() {}
    }
}
