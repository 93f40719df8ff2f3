package s3migrate.cli.operate;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import s3migrate.cli.operate.SameBytes.Answer;
import s3migrate.job.Job;
import s3migrate.ledger.FailureIndex;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerEntry;
import s3migrate.listing.KeyRange;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectSummary;
import s3migrate.route.IgnoreList;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions.Compare;
import s3migrate.route.RouteOptions.Overwrite;
import s3migrate.run.Handover;
import s3migrate.run.MemoryRanges;
import s3migrate.run.PassListener;
import s3migrate.run.Pauses;
import s3migrate.run.RoutePass;
import s3migrate.run.Totals;
import s3migrate.store.ObjectStore;
import s3migrate.time.Deadline;
import s3migrate.time.Sleeper;

/// One pass over both sides of a route that copies nothing and believes nothing but the two stores.
record Comparing(DeployedSystem system, Route route, boolean deep, Differences differences) {

    private static final int LISTERS = 8;
    private static final int REQUESTS_AT_ONCE = 64;

    /// What is found needs no going on from: it is told at once.
    private static final Duration NO_CHECKPOINTS = Duration.ofDays(365);

    Totals run() throws InterruptedException {
        var stores = new RouteStores(system, REQUESTS_AT_ONCE);
        var ignored =
                IgnoreList.parse(
                        system.parameters().value(system.stack().parameters().ignoreList()));
        try (var source = stores.source(route);
                var destination = stores.destination(route)) {
            var pass =
                    new RoutePass(
                            compared(deep ? Compare.ALWAYS : Compare.CONTENT),
                            source,
                            destination,
                            new NothingKnown(),
                            FailureIndex.NONE,
                            ignored,
                            system.clock(),
                            PassListener.NONE,
                            LISTERS);
            return pass.run(
                            new MemoryRanges(KeyRange.ALL),
                            handovers(source, destination),
                            Pauses.NONE,
                            NO_CHECKPOINTS,
                            Deadline.never(system.clock()))
                    .totals();
        }
    }

    /// What the route would leave as it is, or write although it is equal, is no less or more equal
    /// for that.
    private Route compared(Compare compare) {
        return new Route(
                route.name(),
                route.source(),
                route.destination(),
                route.options().withCompare(compare).withOverwrite(Overwrite.NEWER));
    }

    private Supplier<Handover> handovers(ObjectStore source, ObjectStore destination) {
        var bytes = new SameBytes(source, destination, Sleeper.system(), new SecureRandom());
        return () ->
                new Told(
                        route.source().bucket(),
                        deep ? Optional.of(bytes) : Optional.empty(),
                        differences);
    }

    /// Takes what the pass would have copied for a difference. With `bytes` it is given every
    /// object, and looks at it.
    private record Told(String bucket, Optional<SameBytes> bytes, Differences differences)
            implements Handover {

        @Override
        public void give(Job job) throws InterruptedException {
            if (bytes.isPresent()) {
                switch (bytes.get().read(job.source(), job.destination())) {
                    case Answer.Equal _ -> differences.addEqual();
                    case Answer.Different(var what) -> differences.add(job.source(), what);
                    case Answer.Gone _ -> {
                        // Neither equal nor different: there is nothing to copy any more.
                    }
                }
            } else {
                differences.add(
                        job.source(),
                        job.seen() == Job.Seen.OTHER
                                ? "different at " + job.destination()
                                : "missing at " + job.destination());
            }
        }

        @Override
        public void leaveOut(ObjectSummary source, String reason) {
            differences.add(new ObjectLocation(bucket, source.key()), reason);
        }

        @Override
        public void settle() {}

        @Override
        public void close() {}
    }

    /// A ledger that has nothing and keeps nothing.
    private static final class NothingKnown implements Ledger {

        @Override
        public Optional<LedgerEntry> find(ObjectLocation destination) {
            return Optional.empty();
        }

        @Override
        public Map<ObjectLocation, LedgerEntry> find(Collection<ObjectLocation> destinations) {
            return Map.of();
        }

        @Override
        public boolean replace(Optional<LedgerEntry> seen, LedgerEntry next) {
            return true;
        }
    }
}
