package s3migrate.cli.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import s3migrate.cli.CouldNotStart;
import s3migrate.cli.ExitCode;
import s3migrate.ledger.FailureIndex;
import s3migrate.ledger.LedgerException;
import s3migrate.listing.BrokenListingException;
import s3migrate.listing.KeyRange;
import s3migrate.route.RouteOptions.Overwrite;
import s3migrate.run.Handover;
import s3migrate.run.MemoryRanges;
import s3migrate.run.NamedKeysPass;
import s3migrate.run.PassListener;
import s3migrate.run.PassOutcome;
import s3migrate.run.Pauses;
import s3migrate.run.RoutePass;
import s3migrate.run.Totals;
import s3migrate.store.ListingRequest;
import s3migrate.store.StoreException;
import s3migrate.time.Deadline;
import s3migrate.transfer.Deletes;
import s3migrate.transfer.evidence.EvidenceException;

/// One sync from start to report: what an earlier one left open is finished first, then both sides
/// are compared, and differences go straight to transfers; what is at the destination only is
/// deleted last, if that is asked for. Its state is S3 itself, and a journal of open uploads.
final class Sync {

    /// Ranges that are listed at once.
    private static final int LISTERS = 8;

    /// Nothing goes on from them, and each would wait for all transfers.
    private static final Duration NO_CHECKPOINTS = Duration.ofDays(365);

    private final OpenRoute open;
    private final SyncPlan plan;
    private final Output output;
    private final FirstRun firstRun;
    private final MemoryRanges ranges = new MemoryRanges(KeyRange.ALL);
    private final Instant start;
    private Optional<String> ended = Optional.empty();

    private Sync(OpenRoute open, Output output) {
        this.open = open;
        this.plan = open.plan();
        this.output = output;
        this.firstRun = new FirstRun(plan.state());
        this.start = open.clock().instant();
    }

    /// Does it all and reports.
    ///
    /// @return the exit code
    /// @throws CouldNotStart if nothing was begun
    static int run(SyncPlan plan, Output output) throws InterruptedException {
        try (var open = OpenRoute.of(plan)) {
            return new Sync(open, output).run();
        }
    }

    private int run() throws InterruptedException {
        if (plan.sample()) {
            return sample();
        }
        try (var _ = output.progress(open)) {
            if (plan.dryRun()) {
                forecast();
            } else {
                lookFirst();
                askBeforeOverwriting();
                firstRun.begin();
                copy();
            }
        } catch (StoreException | BrokenListingException refused) {
            var tallies = open.tallies();
            if (tallies.done().copiedObjects() == 0 && tallies.found().found().objects() == 0) {
                throw new CouldNotStart(String.valueOf(refused.getMessage()), refused);
            }
            return stopped(refused);
        } catch (LedgerException | EvidenceException unwritable) {
            return stopped(unwritable);
        }
        var report = report();
        output.print(report);
        return report.exitCode();
    }

    private int sample() throws InterruptedException {
        try {
            var sampled =
                    pass(PassListener.NONE)
                            .sample(new SplittableRandom(), Deadline.never(open.clock()));
            output.print(
                    new SampleReport(
                            plan.route(), open.forecast(sampled.orElseThrow()), open.way()));
            return ExitCode.OK;
        } catch (StoreException | BrokenListingException refused) {
            throw new CouldNotStart(String.valueOf(refused.getMessage()), refused);
        }
    }

    private void forecast() throws InterruptedException {
        var outcome = compare(ranges, new CountingHandover(), Pauses.NONE, open.tallies());
        var _ = mayDelete(outcome);
    }

    /// After a comparison that read both sides to their ends, and where all copies are there: what
    /// is at the destination only may be all that is left of what could not be copied.
    private boolean mayDelete(PassOutcome outcome) {
        boolean wanted =
                outcome instanceof PassOutcome.Complete(var totals)
                        && plan.keys().isEmpty()
                        && pass(open.tallies()).wantsDeletes(totals);
        long failed = open.failures().count();
        if (wanted && failed > 0) {
            open.tallies().extrasKeptFor(failed);
        }
        return wanted && failed == 0;
    }

    /// A listing that fails, a route whose objects cannot pass, or a state directory that takes
    /// nothing more ends the sync: what was copied stays.
    private int stopped(RuntimeException why) {
        output.print(report());
        output.complain("stopped: " + why.getMessage());
        return ExitCode.STOPPED;
    }

    /// Keys that are named need no listing, and nobody may allow one.
    private void lookFirst() {
        if (!firstRun.isBehind() && plan.keys().isEmpty()) {
            FirstLook.at(plan, open.clock(), output);
        }
    }

    /// Later syncs need not ask if this one answers for all that they may come to.
    private void askBeforeOverwriting() throws InterruptedException {
        if (!asks()) {
            return;
        }
        boolean answersForAll = plan.isOfAll();
        if (isEmptyDestination()) {
            answersForAll = true;
        } else if (!plan.overwriteAsked()) {
            var found = new FirstRun.Overwrites();
            var all = new MemoryRanges(KeyRange.ALL);
            var outcome = compare(all, found, Pauses.NONE, found);
            found.refuse();
            answersForAll &= outcome instanceof PassOutcome.Complete && plan.seesAllChanges();
        }
        if (answersForAll) {
            firstRun.allowOverwriting();
        }
    }

    private boolean asks() {
        return !firstRun.mayOverwrite() && plan.route().options().overwrite() != Overwrite.NEVER;
    }

    private boolean isEmptyDestination() {
        var range = plan.route().destinationRange();
        var first = new ListingRequest(range.bucket(), range.prefix(), "", Optional.empty(), 1);
        return open.destination().list(first).objects().isEmpty();
    }

    private void copy() throws InterruptedException {
        PassOutcome outcome;
        try (var transfers = open.transfers(Deletes.NONE)) {
            var most = new FirstObjects(transfers, plan.maxObjects().orElse(Long.MAX_VALUE));
            new Unfinished(open).give(most);
            transfers.settle();
            most.leave(open.failures().sources());
            long finished = most.came();
            outcome = compare(ranges, most, most, open.tallies());
            transfers.settle();
            ended = most.reason();
            requireAccount(outcome.totals(), most.came() - finished);
        }
        if (mayDelete(outcome)) {
            deleteExtras();
        }
    }

    private static void requireAccount(Totals found, long given) {
        if (!found.accountsFor(given)) {
            throw new IllegalStateException(
                    "%,d objects were given to be copied, which is not what was found: %s"
                            .formatted(given, found.counts()));
        }
    }

    private void deleteExtras() throws InterruptedException {
        try (var transfers = open.transfers(new WeighedDeletes(open.clock()))) {
            var _ =
                    pass(open.tallies())
                            .deleteExtras(
                                    Instant.MAX,
                                    ranges.again(),
                                    () -> new SharedHandover(transfers),
                                    Pauses.NONE,
                                    NO_CHECKPOINTS,
                                    Deadline.never(open.clock()));
            transfers.settle();
        }
    }

    private <L extends PassListener & NamedKeysPass.Unmet> PassOutcome compare(
            MemoryRanges through, Handover jobs, Pauses pauses, L listener)
            throws InterruptedException {
        var shared = new SharedHandover(jobs);
        if (plan.keys().isPresent()) {
            var pass =
                    new NamedKeysPass(
                            plan.route(),
                            open.source(),
                            open.destination(),
                            open.journal(),
                            plan.ignored(),
                            open.clock(),
                            listener);
            return pass.run(plan.keys().get(), shared, pauses, listener);
        }
        return pass(listener)
                .run(through, () -> shared, pauses, NO_CHECKPOINTS, Deadline.never(open.clock()));
    }

    private RoutePass pass(PassListener listener) {
        return new RoutePass(
                plan.route(),
                open.source(),
                open.destination(),
                open.journal(),
                FailureIndex.NONE,
                plan.ignored(),
                open.clock(),
                listener,
                LISTERS);
    }

    private SyncReport report() {
        return new SyncReport(
                plan.route(),
                open.tallies().found(),
                open.tallies().done(),
                open.failures(),
                open.way(),
                plan.store(),
                plan.dryRun() ? Optional.of(open.forecast()) : Optional.empty(),
                plan.dryRun() && !plan.overwriteAsked() && asks(),
                ended,
                Unfinished.left(open),
                Duration.between(start, open.clock().instant()));
    }
}
