package s3migrate.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import s3migrate.listing.KeyRange;

/// Ranges that this process alone goes through, and forgets when it ends.
public final class MemoryRanges implements Ranges {

    private final List<One> all = new ArrayList<>(); // guarded by this, as what follows
    private final Deque<One> free = new ArrayDeque<>();

    public MemoryRanges(KeyRange whole) {
        add(new One(whole));
        free.add(all.getFirst());
    }

    private MemoryRanges(List<One> gone) {
        gone.forEach(one -> free.add(add(new One(one.range, one.totals))));
    }

    /// The same ranges, to be gone through from their beginnings with what was found in each.
    public synchronized MemoryRanges again() {
        return new MemoryRanges(all);
    }

    @Override
    public synchronized Optional<Claim> take() {
        return Optional.ofNullable(free.poll());
    }

    @Override
    public synchronized Optional<Claim> split(Claim near, String at) {
        var left = (One) near;
        var right = add(new One(left.range.behind(at)));
        left.range = left.range.upTo(at);
        return Optional.of(right);
    }

    @Override
    public boolean mayBeSplit() {
        return true;
    }

    /// What was found in all ranges.
    public synchronized Totals totals() {
        return all.stream().map(one -> one.totals).reduce(Totals.NONE, Totals::plus);
    }

    private One add(One range) {
        all.add(range);
        return range;
    }

    private final class One implements Claim {

        private KeyRange range;
        private String reached;
        private Totals totals;

        One(KeyRange range) {
            this(range, Totals.NONE);
        }

        One(KeyRange range, Totals before) {
            this.range = range;
            this.reached = range.after();
            this.totals = before;
        }

        @Override
        public KeyRange range() {
            synchronized (MemoryRanges.this) {
                return range;
            }
        }

        @Override
        public String reached() {
            synchronized (MemoryRanges.this) {
                return reached;
            }
        }

        @Override
        public Totals totals() {
            synchronized (MemoryRanges.this) {
                return totals;
            }
        }

        @Override
        public boolean save(String newReached, Totals newTotals) {
            synchronized (MemoryRanges.this) {
                reached = newReached;
                totals = newTotals;
                return true;
            }
        }

        @Override
        public boolean end(Totals allTotals) {
            return save(reached(), allTotals);
        }

        @Override
        public void release() {
            synchronized (MemoryRanges.this) {
                free.add(this);
            }
        }
    }
}
