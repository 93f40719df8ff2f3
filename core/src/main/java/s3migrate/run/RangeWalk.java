package s3migrate.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import s3migrate.listing.Compared;
import s3migrate.listing.Comparison;
import s3migrate.listing.KeyRange;
import s3migrate.listing.KeySpace;
import s3migrate.listing.SplitSearch;
import s3migrate.object.KeyOrder;

/// One range under way: a stretch of keys at a time is read, decided and given away.
///
/// One thread walks; another may cut off the far end, behind what was read so far. The walker
/// leaves out what it read behind the cut meanwhile.
final class RangeWalk implements AutoCloseable {

    /// A page of either side.
    static final int STRETCH = 1_000;

    private final Ranges.Claim claim;
    private final Comparison comparison;
    private final RangeWork work;
    private final KeySpace keys;
    private String done;
    private Totals counted;

    private Optional<String> upTo; // guarded by this, as what follows
    private Optional<String> noneBehind;
    private String start = "";
    private String read;
    private long rows;
    private boolean over;

    /// @param noneBehind from where on nothing is known to be up to the end; else that end
    RangeWalk(
            Ranges.Claim claim,
            Comparison comparison,
            RangeWork work,
            KeySpace keys,
            Optional<String> noneBehind) {
        this.claim = claim;
        this.comparison = comparison;
        this.work = work;
        this.keys = keys;
        this.noneBehind = noneBehind;
        upTo = claim.range().upTo();
        done = claim.reached();
        read = done;
        counted = claim.totals();
    }

    /// Does the next stretch. After a failure what came before it stands.
    ///
    /// @return false if that was the last
    boolean advance() throws InterruptedException {
        var stretch = new ArrayList<Compared>(STRETCH);
        var sourceKeys = new ArrayList<String>(STRETCH);
        var next = comparison.next();
        while (next.isPresent()) {
            stretch.add(next.get());
            sourceKeys.add(comparison.reached());
            if (stretch.size() == STRETCH) {
                break;
            }
            next = comparison.next();
        }
        boolean more = !leaveOutTheCut(stretch, sourceKeys) && next.isPresent();
        work.give(stretch);
        if (!sourceKeys.isEmpty()) {
            done = sourceKeys.getLast();
        }
        counted = work.totals();
        over(!more);
        return more;
    }

    private synchronized void over(boolean ended) {
        over = ended;
    }

    /// Whether the end of the range is among these keys.
    private synchronized boolean leaveOutTheCut(List<Compared> stretch, List<String> sourceKeys) {
        boolean cut = false;
        while (!sourceKeys.isEmpty()
                && upTo.isPresent()
                && !claim.range().contains(sourceKeys.getLast())) {
            sourceKeys.removeLast();
            stretch.removeLast();
            cut = true;
        }
        if (!sourceKeys.isEmpty()) {
            start = rows == 0 ? sourceKeys.getFirst() : start;
            read = sourceKeys.getLast();
            rows += sourceKeys.size();
            keys.saw(read);
        }
        return cut;
    }

    /// The key behind which the range begins: no cut changes it.
    String after() {
        return claim.range().after();
    }

    /// What was counted up to the latest stretch.
    Totals totals() {
        return counted;
    }

    /// Hands over what was given, and notes how far that is.
    ///
    /// @return false if the range is in other hands
    boolean save() throws InterruptedException {
        work.settle();
        synchronized (this) {
            boolean noted = claim.reached().equals(done) && claim.totals().equals(counted);
            return noted || claim.save(done, counted);
        }
    }

    /// Hands over what was given, and ends the range.
    ///
    /// @return false if it was in other hands
    boolean end() throws InterruptedException {
        work.settle();
        synchronized (this) {
            return claim.end(counted);
        }
    }

    /// Gives the range back as it was saved last.
    synchronized void release() {
        over = true;
        claim.release();
    }

    /// About how many keys are still to be read, by how far apart the keys were so far; infinite if
    /// nobody knows where they end, 0 where there is nothing to cut.
    synchronized double left() {
        if (over || rows == 0 || claim.range().endsBy(read)) {
            return 0;
        }
        // What the source has no key behind, the destination may have many behind.
        if (noneBehind.filter(KeyRange.ALL.behind(read)::contains).isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        double share = keys.share(start, read, noneBehind.get());
        return share == 0 ? Double.POSITIVE_INFINITY : rows * (1 - share) / share;
    }

    /// Looks for a key to cut the range at.
    Optional<String> cut(SplitSearch search) {
        String low;
        Optional<String> high;
        Optional<String> hint;
        String shared;
        synchronized (this) {
            low = read;
            high = upTo;
            hint = noneBehind;
            shared = KeySpace.commonPrefix(start, read);
        }
        var found = search.find(low, high, hint, shared);
        synchronized (this) {
            noneBehind = found.noneBehind();
        }
        return found.key();
    }

    /// A far half, and from where on it is known to be empty.
    record FarHalf(Ranges.Claim claim, Optional<String> noneBehind) {}

    /// Cuts off what lies behind the key `at`; empty if the walk is past it.
    synchronized Optional<FarHalf> split(Ranges ranges, String at) {
        boolean ahead = !over && claim.range().behind(read).contains(at);
        if (!ahead || claim.range().endsBy(at)) {
            return Optional.empty();
        }
        var end = noneBehind.filter(key -> KeyOrder.UTF_8.compare(key, at) > 0).or(() -> upTo);
        var far = ranges.split(claim, at).map(right -> new FarHalf(right, end));
        far.ifPresent(_ -> {
            upTo = Optional.of(at);
            noneBehind = upTo;
            comparison.endAt(at);
        });
        return far;
    }

    @Override
    public void close() {
        try (comparison;
                work) {
            // Both, even if one close throws.
        }
    }
}
