package s3migrate.run;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.ledger.FailureIndex;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerEntry;
import s3migrate.listing.Difference;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectSummary;
import s3migrate.route.Route;

/// Sends a worker to what another left: objects that are found equal, whose entry still says that
/// they are being copied though nobody's lease lives. A worker that dies between its message and
/// its entry leaves such a one. The other finds the copy there, ends the upload that may be open,
/// and closes the entry. Serves many threads.
final class AbandonedCopies {

    private final Route route;
    private final EqualObjects begun;
    private final Ledger ledger;
    private final InstantSource clock;

    AbandonedCopies(Route route, Ledger ledger, FailureIndex index, InstantSource clock) {
        this.route = route;
        this.ledger = ledger;
        this.clock = clock;
        var range = route.destinationRange();
        this.begun = new EqualObjects(route, index.begunUnder(range.bucket(), range.prefix()));
    }

    /// The jobs for those among these; counts them as sent.
    List<Job> jobs(List<Difference> differences, Tally tally) {
        var maybe = begun.among(differences);
        if (maybe.isEmpty()) {
            return List.of();
        }
        var entries = ledger.find(maybe.stream().map(Map.Entry::getKey).toList());
        return maybe.stream()
                .filter(one -> isLeft(Optional.ofNullable(entries.get(one.getKey()))))
                .map(one -> sent(one.getValue(), one.getKey(), tally))
                .toList();
    }

    private boolean isLeft(Optional<LedgerEntry> entry) {
        return entry.filter(found -> found.state() == LedgerEntry.State.COPYING)
                .filter(found ->
                        found.lease().filter(held -> held.livesAt(clock.instant())).isEmpty())
                .isPresent();
    }

    private Job sent(ObjectSummary source, ObjectLocation destination, Tally tally) {
        tally.add(Finding.SENT, source.size());
        return new Job(
                        route.name(),
                        new ObjectLocation(route.source().bucket(), source.key()),
                        source.versionId(),
                        destination,
                        OptionalLong.of(source.size()),
                        Optional.empty(),
                        JobHistory.startingAt(clock.instant()))
                .overOther();
    }
}
