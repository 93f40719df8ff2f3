package s3migrate.run;

import static java.util.Comparator.naturalOrder;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import s3migrate.ledger.Lease;
import s3migrate.ledger.RangeRecord;
import s3migrate.ledger.RunLedger;
import s3migrate.ledger.RunRecord;

/// Where a run stands: its record, and how far each range is.
record RunStand(RunRecord run, List<RangeRecord> ranges) {

    static RunStand of(RunLedger ledger, RunRecord run) {
        return new RunStand(run, ledger.ranges(run));
    }

    /// What was found so far.
    Totals totals() {
        return ranges.stream()
                .map(range -> Totals.of(range.counts()))
                .reduce(Totals.NONE, Totals::plus);
    }

    /// Ranges that are not gone through, in the phase the run is in.
    int open() {
        return (int) ranges.stream().filter(range -> LedgerRanges.isOpen(range, run)).count();
    }

    /// When the first of the living leases ends; empty if somebody can go on now.
    Optional<Instant> busyUntil(Instant now) {
        var leases =
                ranges.stream()
                        .filter(range -> LedgerRanges.isOpen(range, run))
                        .map(range -> range.lease().filter(held -> held.livesAt(now)))
                        .toList();
        return leases.stream().allMatch(Optional::isPresent)
                ? leases.stream().flatMap(Optional::stream).map(Lease::until).min(naturalOrder())
                : Optional.empty();
    }
}
