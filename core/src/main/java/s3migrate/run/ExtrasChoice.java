package s3migrate.run;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerEntry;
import s3migrate.listing.Compared;
import s3migrate.listing.Difference;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectSummary;
import s3migrate.route.IgnoreList;
import s3migrate.route.Route;

/// Turns what is at the destination only into jobs that delete it, up to a number of them. Leaves
/// out what came there since a time, what the ignore list or a pattern of the route covers, what a
/// worker is at, and what failed a short while ago.
final class ExtrasChoice {

    private final Route route;
    private final Extras extras;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Tally tally;
    private final Instant since;
    private final long most;

    private record Candidate(ObjectLocation source, ObjectLocation at, ObjectSummary extra) {}

    ExtrasChoice(
            Route route,
            IgnoreList ignored,
            Ledger ledger,
            InstantSource clock,
            Tally tally,
            Instant since,
            long most) {
        this.route = route;
        this.extras = new Extras(route, ignored);
        this.ledger = ledger;
        this.clock = clock;
        this.tally = tally;
        this.since = since;
        this.most = most;
    }

    /// The jobs of the extras among these.
    List<Job> jobs(List<Compared> rows) {
        var candidates = new ArrayList<Candidate>();
        for (var row : rows) {
            if (row instanceof Difference.Extra(var extra)
                    && !extra.lastModified().isAfter(since)) {
                candidate(extra).ifPresent(candidates::add);
            }
        }
        if (candidates.isEmpty()) {
            return List.of();
        }
        var entries = ledger.find(candidates.stream().map(Candidate::at).toList());
        return candidates.stream()
                .filter(one -> isFree(Optional.ofNullable(entries.get(one.at()))))
                .limit(most - tally.totals().of(Finding.DELETE_SENT).objects())
                .map(this::job)
                .toList();
    }

    private Optional<Candidate> candidate(ObjectSummary extra) {
        var at = new ObjectLocation(route.destination().bucket(), extra.key());
        return extras.sourceOf(extra).map(source -> new Candidate(source, at, extra));
    }

    private boolean isFree(Optional<LedgerEntry> entry) {
        var now = clock.instant();
        return entry.filter(one -> one.lease().filter(held -> held.livesAt(now)).isPresent())
                        .isEmpty()
                && entry.flatMap(one -> RetrySchedule.waiting(one, one.source().etag(), now))
                        .isEmpty();
    }

    private Job job(Candidate candidate) {
        tally.add(Finding.DELETE_SENT, candidate.extra().size());
        return Job.ofExtra(
                route.name(),
                candidate.source(),
                candidate.at(),
                JobHistory.startingAt(clock.instant()));
    }
}
