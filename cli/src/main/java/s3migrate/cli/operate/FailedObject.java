package s3migrate.cli.operate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.ledger.Failure;
import s3migrate.ledger.LedgerEntry;
import s3migrate.object.ETag;
import s3migrate.route.Routes;

/// An object that the ledger has as failed.
///
/// @param route the name of the route it belongs to
record FailedObject(String route, LedgerEntry entry, Failure failure, FailureCause cause) {

    /// Entries read with one look at the ledger.
    private static final int READ_TOGETHER = 1_000;

    /// All there are, in no order, read as they are asked for.
    static Stream<FailedObject> of(DeployedSystem system, Routes routes) {
        var ledger = system.ledger();
        return system.index()
                .in(LedgerEntry.State.FAILED)
                .gather(Gatherers.windowFixed(READ_TOGETHER))
                .flatMap(some -> ledger.find(some).values().stream())
                .flatMap(entry -> of(entry, routes).stream());
    }

    /// Empty if the entry is no failure any more: the index is a moment behind.
    private static Optional<FailedObject> of(LedgerEntry entry, Routes routes) {
        var source = entry.source().location();
        return entry.failure()
                .filter(_ -> entry.state() == LedgerEntry.State.FAILED)
                .map(failure ->
                        new FailedObject(
                                routes.ordered(source, entry.destination()).name(),
                                entry,
                                failure,
                                FailureCause.of(
                                        failure.reason(), List.of(source, entry.destination()))));
    }

    /// The wish to copy it after all, as it is now. Its size is not told where it was never seen.
    Job again(JobHistory history) {
        return new Job(
                route,
                entry.source().location(),
                Optional.empty(),
                entry.destination(),
                entry.source().etag().equals(ETag.UNSEEN)
                        ? OptionalLong.empty()
                        : OptionalLong.of(entry.source().size()),
                Optional.empty(),
                history);
    }
}
