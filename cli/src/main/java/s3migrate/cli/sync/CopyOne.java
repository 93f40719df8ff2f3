package s3migrate.cli.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import s3migrate.cli.CouldNotStart;
import s3migrate.cli.ExitCode;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.ledger.LedgerException;
import s3migrate.object.ObjectLocation;
import s3migrate.store.StoreException;
import s3migrate.transfer.Deletes;
import s3migrate.transfer.evidence.EvidenceException;

/// Copies one object, by the engine that copies those of a sync.
final class CopyOne {

    private final OpenRoute open;
    private final ObjectLocation from;
    private final ObjectLocation to;
    private final Output output;
    private final Instant start;

    private CopyOne(OpenRoute open, ObjectLocation from, ObjectLocation to, Output output) {
        this.open = open;
        this.from = from;
        this.to = to;
        this.output = output;
        this.start = open.clock().instant();
    }

    /// Copies it and reports.
    ///
    /// @return the exit code
    /// @throws CouldNotStart if nothing was begun
    static int run(SyncPlan plan, ObjectLocation from, ObjectLocation to, Output output)
            throws InterruptedException {
        try (var open = OpenRoute.of(plan)) {
            return new CopyOne(open, from, to, output).run();
        }
    }

    private int run() throws InterruptedException {
        try (var _ = output.progress(open);
                var transfers = open.transfers(Deletes.NONE)) {
            var size = size();
            if (size.isPresent()) {
                transfers.give(job(size.getAsLong()));
                transfers.settle();
            }
        } catch (StoreException | LedgerException | EvidenceException broke) {
            output.complain("stopped: " + broke.getMessage());
            return ExitCode.STOPPED;
        }
        var report =
                new CopyReport(
                        from,
                        to,
                        open.tallies().done(),
                        open.failures(),
                        open.way(),
                        Duration.between(start, open.clock().instant()));
        output.print(report);
        return report.exitCode();
    }

    /// How many connections it takes depends on it. Empty if there is none to copy, which is noted.
    private OptionalLong size() {
        try {
            var found = open.source().find(from);
            if (found.isEmpty()) {
                open.tallies().absent(from);
            }
            return found.map(object -> OptionalLong.of(object.size())).orElse(OptionalLong.empty());
        } catch (StoreException.ObjectRefused refused) {
            open.tallies().refused(from, refused);
            return OptionalLong.empty();
        }
    }

    private Job job(long size) {
        return new Job(
                open.route().name(),
                from,
                Optional.empty(),
                to,
                OptionalLong.of(size),
                Optional.empty(),
                JobHistory.startingAt(open.clock().instant()));
    }
}
