package s3migrate.run;

import java.time.InstantSource;
import java.util.ArrayList;
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

/// Ends what a worker left that died between its message and its entry: objects that do not differ,
/// as far as a comparison can tell, whose entry still says that they are being copied though
/// nobody's lease lives. Where the entry has the proof of the copy, that is its end. Where not,
/// another worker is sent: he finds the copy there or makes it, ends the upload that may be open,
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
        this.begun =
                new EqualObjects(route, true, index.begunUnder(range.bucket(), range.prefix()));
    }

    /// The jobs for those among these that are not proved; counts them as sent.
    List<Job> jobs(List<Difference> differences, Tally tally) {
        var maybe = begun.among(differences);
        if (maybe.isEmpty()) {
            return List.of();
        }
        var entries = ledger.find(maybe.stream().map(Map.Entry::getKey).toList());
        var jobs = new ArrayList<Job>();
        for (var one : maybe) {
            Optional.ofNullable(entries.get(one.getKey()))
                    .filter(this::isLeft)
                    .flatMap(entry -> ended(entry, one.getValue(), tally))
                    .ifPresent(jobs::add);
        }
        return jobs;
    }

    private boolean isLeft(LedgerEntry entry) {
        return entry.state() == LedgerEntry.State.COPYING
                && entry.lease().filter(held -> held.livesAt(clock.instant())).isEmpty();
    }

    /// Whoever writes meanwhile is at work on it: his end counts.
    private Optional<Job> ended(LedgerEntry entry, ObjectSummary source, Tally tally) {
        var concluded = entry.concluded();
        concluded.ifPresent(done -> {
            var _ = ledger.replace(Optional.of(entry), done);
        });
        return concluded.isPresent()
                ? Optional.empty()
                : Optional.of(sent(source, entry.destination(), tally));
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
