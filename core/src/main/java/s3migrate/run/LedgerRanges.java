package s3migrate.run;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import s3migrate.ledger.Lease;
import s3migrate.ledger.LedgerException;
import s3migrate.ledger.RangeRecord;
import s3migrate.ledger.RunLedger;
import s3migrate.ledger.RunLedger.Change;
import s3migrate.ledger.RunRecord;
import s3migrate.listing.KeyRange;

/// The ranges of a run, as the ledger keeps them: several processes take of them at once, each
/// range under a lease. Whoever takes one whose lease has ended gets a higher fencing number, and
/// what its former owner writes from then on is refused. Of what is free a process takes its part,
/// and cuts that: whoever comes after it finds something too, and could not cut what is not its
/// own.
///
/// A cut writes the far half, the near half and the number of ranges in one step: none of their
/// keys is ever in both or in neither. Closing gives back what is still held. What was handed over
/// of a range since its last checkpoint is handed over again by whoever goes on: ranges whose owner
/// was killed, or closed before his next checkpoint, count that.
final class LedgerRanges implements Ranges, AutoCloseable {

    /// Bounds what it costs to read all of them: ten requests.
    private static final int MOST_RANGES = 1_000;

    /// Others cut too: so often it is tried anew.
    private static final int CUT_TRIES = 5;

    private final RunLedger ledger;
    private final Share share;
    private final String owner;
    private final Duration lease;
    private final InstantSource clock;
    private RunRecord run; // guarded by this, as what follows
    private Optional<Free> seen = Optional.empty();
    private final Set<One> held = new HashSet<>();

    /// Ranges that were free when they were read, and how many may be held at once to take one
    /// more.
    private record Free(Deque<RangeRecord> ranges, int most) {}

    LedgerRanges(
            RunLedger ledger,
            RunRecord run,
            Share share,
            String owner,
            Duration lease,
            InstantSource clock) {
        this.ledger = ledger;
        this.run = run;
        this.share = share;
        this.owner = owner;
        this.lease = lease;
        this.clock = clock;
    }

    /// Whether somebody has to go through the range, in the phase the run is in.
    static boolean isOpen(RangeRecord range, RunRecord run) {
        if (!run.deleting()) {
            return !range.done();
        }
        boolean hasExtras = Totals.of(range.counts()).of(Finding.EXTRA).objects() > 0;
        return hasExtras && !(range.deleting() && range.done());
    }

    @Override
    public synchronized Optional<Claim> take() {
        var free = seen.orElseGet(this::free);
        seen = Optional.of(free);
        while (!free.ranges().isEmpty() && held.size() < free.most()) {
            var range = free.ranges().poll();
            var begun = run.deleting() && !range.deleting() ? range.deletes() : range;
            var left = range.lease().isPresent() ? redone(begun) : begun;
            var taken = left.takenBy(lease());
            if (isFree(range) && ledger.write(List.of(new Change.OfRange(range, taken)))) {
                return Optional.of(held(taken));
            }
        }
        seen = Optional.empty();
        return Optional.empty();
    }

    private Free free() {
        var ranges =
                ledger.ranges(run).stream()
                        .filter(range -> isOpen(range, run))
                        .filter(this::isFree)
                        .sorted(comparing((RangeRecord range) -> !share.has(range.number())))
                        .toList();
        int part = Math.ceilDiv(ranges.size() + held.size(), share.of());
        return new Free(new ArrayDeque<>(ranges), mayBeSplit() ? part : Integer.MAX_VALUE);
    }

    private boolean isFree(RangeRecord range) {
        return range.lease().filter(held -> held.livesAt(clock.instant())).isEmpty();
    }

    /// Deletes are counted by range: no more than were found there.
    @Override
    public synchronized boolean mayBeSplit() {
        return !run.deleting() && run.ranges() < MOST_RANGES;
    }

    @Override
    public synchronized Optional<Claim> split(Claim near, String at) {
        var left = (One) near;
        for (int i = 0; i < CUT_TRIES; i++) {
            var shorter = left.record.upTo(at);
            var right = left.record.behind(at, run.ranges());
            var next = run.split();
            if (ledger.write(
                    List.of(
                            new Change.OfRun(Optional.of(run), next),
                            new Change.OfRange(left.record, shorter),
                            new Change.NewRange(right)))) {
                run = next;
                left.record = shorter;
                return Optional.of(held(right));
            }
            var now = ledger.find(run.route());
            if (now.isEmpty() || now.get().fence() != run.fence() || now.get().equals(run)) {
                return Optional.empty();
            }
            run = now.get();
        }
        return Optional.empty();
    }

    private Claim held(RangeRecord record) {
        var claim = new One(record);
        held.add(claim);
        return claim;
    }

    private static RangeRecord redone(RangeRecord left) {
        return left.counting(Totals.of(left.counts()).redoneOnce().counts());
    }

    private Lease lease() {
        return new Lease(owner, clock.instant().plus(lease));
    }

    private synchronized void forget(One claim) {
        held.remove(claim);
    }

    /// After a failure, so that others go on at once; else the leases end by themselves.
    @Override
    public void close() {
        Set<One> left;
        synchronized (this) {
            left = Set.copyOf(held);
        }
        try {
            left.forEach(One::leave);
        } catch (LedgerException unreachable) {
            // The leases end by themselves, and a failure before this one is what counts.
            return;
        }
    }

    private final class One implements Claim {

        private volatile RangeRecord record;

        One(RangeRecord record) {
            this.record = record;
        }

        @Override
        public KeyRange range() {
            return new KeyRange(record.after(), record.upTo());
        }

        @Override
        public String reached() {
            return record.reached();
        }

        @Override
        public Totals totals() {
            return Totals.of(record.counts());
        }

        @Override
        public boolean save(String reached, Totals totals) {
            return replace(record.at(reached, totals.counts(), lease()));
        }

        @Override
        public boolean end(Totals totals) {
            boolean ours = replace(record.done(totals.counts()));
            forget(this);
            return ours;
        }

        @Override
        public void release() {
            var _ = replace(record.free());
            forget(this);
        }

        /// Gives it back with jobs handed over behind what was saved last, as far as is known.
        void leave() {
            var _ = replace(redone(record).free());
            forget(this);
        }

        private boolean replace(RangeRecord next) {
            boolean ours = ledger.write(List.of(new Change.OfRange(record, next)));
            if (ours) {
                record = next;
            }
            return ours;
        }
    }
}
