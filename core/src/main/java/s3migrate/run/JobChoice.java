package s3migrate.run;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.job.Listed;
import s3migrate.ledger.LedgerEntry;
import s3migrate.listing.Difference;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectSummary;
import s3migrate.route.IgnoreList;
import s3migrate.route.KeyMapping.Mapped;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions.Overwrite;

/// Turns differences into jobs, and counts every one, also those that become none: ignored,
/// archived, without a legal destination key, in the hands of a worker, or failed a short while
/// ago.
final class JobChoice {

    private final Route route;
    private final IgnoreList ignored;
    private final Extras extras;
    private final Function<Collection<ObjectLocation>, Map<ObjectLocation, LedgerEntry>> ledger;
    private final InstantSource clock;
    private final PassListener listener;
    private final Handover handover;
    private final Tally tally;

    private record Candidate(ObjectSummary source, ObjectLocation destination, boolean over) {}

    /// @param ledger finds what is known of destinations
    JobChoice(
            Route route,
            IgnoreList ignored,
            Function<Collection<ObjectLocation>, Map<ObjectLocation, LedgerEntry>> ledger,
            InstantSource clock,
            PassListener listener,
            Handover handover,
            Tally tally) {
        this.route = route;
        this.ignored = ignored;
        this.extras = new Extras(route, ignored);
        this.ledger = ledger;
        this.clock = clock;
        this.listener = listener;
        this.handover = handover;
        this.tally = tally;
    }

    /// Counts a source object that is left out whatever it is.
    ///
    /// @return whether it is one
    boolean countsAsIgnored(ObjectSummary source) {
        boolean ignores =
                ignored.ignores(at(source)) || route.leavesOut(source, clock.instant()).isPresent();
        if (ignores) {
            tally.add(Finding.IGNORED, source.size());
        }
        return ignores;
    }

    /// The jobs of these differences.
    List<Job> jobs(List<Difference> differences) {
        var candidates = new ArrayList<Candidate>();
        for (var difference : differences) {
            switch (difference) {
                case Difference.Missing(var source) ->
                        candidate(source, Finding.MISSING).ifPresent(candidates::add);
                case Difference.Changed(var source, _) ->
                        candidate(source, Finding.CHANGED).ifPresent(candidates::add);
                case Difference.OtherMetadata(var source) ->
                        candidate(source, Finding.OTHER_METADATA).ifPresent(candidates::add);
                case Difference.Same(var source) -> tally.add(Finding.SAME, source.size());
                case Difference.SameSize(var source) -> tally.add(Finding.SAME_SIZE, source.size());
                case Difference.Extra(var extra) -> tally.add(kind(extra), extra.size());
            }
        }
        if (candidates.isEmpty()) {
            return List.of();
        }
        var entries = ledger.apply(candidates.stream().map(Candidate::destination).toList());
        return candidates.stream()
                .filter(candidate -> isFree(candidate, entries))
                .map(this::job)
                .toList();
    }

    private Finding kind(ObjectSummary extra) {
        return extras.sourceOf(extra).isPresent() ? Finding.EXTRA : Finding.EXTRA_IGNORED;
    }

    private Optional<Candidate> candidate(ObjectSummary source, Finding finding) {
        if (countsAsIgnored(source)) {
            return Optional.empty();
        }
        tally.add(finding, source.size());
        if (finding != Finding.MISSING && route.options().overwrite() == Overwrite.NEVER) {
            tally.add(Finding.KEPT, source.size());
            return Optional.empty();
        }
        if (source.isArchived()) {
            report(source, Finding.ARCHIVED, "storage class " + source.storageClass());
            return Optional.empty();
        }
        return switch (route.destinationOf(at(source))) {
            case Mapped.Impossible(var reason) -> {
                report(source, Finding.IMPOSSIBLE, reason);
                yield Optional.empty();
            }
            case Mapped.To(var key) ->
                    Optional.of(
                            new Candidate(
                                    source,
                                    new ObjectLocation(route.destination().bucket(), key),
                                    finding != Finding.MISSING));
        };
    }

    private boolean isFree(Candidate candidate, Map<ObjectLocation, LedgerEntry> entries) {
        var entry = Optional.ofNullable(entries.get(candidate.destination()));
        var now = clock.instant();
        var lease =
                entry.filter(e -> e.state() == LedgerEntry.State.COPYING)
                        .flatMap(LedgerEntry::lease)
                        .filter(held -> held.livesAt(now));
        if (lease.isPresent()) {
            leaveOut(
                    candidate.source(),
                    Finding.IN_FLIGHT,
                    "being copied, lease until " + lease.get().until());
            return false;
        }
        var failure = entry.flatMap(e -> RetrySchedule.waiting(e, candidate.source().etag(), now));
        failure.ifPresent(
                f -> leaveOut(candidate.source(), Finding.WAITING, "failed before: " + f.reason()));
        return failure.isEmpty();
    }

    private Job job(Candidate candidate) {
        var source = candidate.source();
        tally.toCopy(Finding.SENT, source);
        var job =
                new Job(
                        route.name(),
                        at(source),
                        source.versionId(),
                        candidate.destination(),
                        OptionalLong.of(source.size()),
                        Optional.empty(),
                        JobHistory.startingAt(clock.instant()));
        if (candidate.over()) {
            return job.overOther();
        }
        // Another ETag says nothing about a copy.
        return source.etag().looksLikeMd5()
                ? job.listedAs(new Listed(source.etag(), source.storageClass()))
                : job;
    }

    /// Only a person can change that.
    private void report(ObjectSummary source, Finding finding, String reason) {
        handover.leaveOut(source, "%s: %s".formatted(finding.text(), reason));
        leaveOut(source, finding, reason);
    }

    private void leaveOut(ObjectSummary source, Finding finding, String reason) {
        listener.leftOut(at(source), finding, reason);
        tally.behind(finding, source);
    }

    private ObjectLocation at(ObjectSummary source) {
        return new ObjectLocation(route.source().bucket(), source.key());
    }
}
