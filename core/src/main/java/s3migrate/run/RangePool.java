package s3migrate.run;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import s3migrate.listing.SplitSearch;
import s3migrate.store.StoreException;
import s3migrate.time.Deadline;

/// Which ranges of a pass are at work in this process. Serves the listers: whoever asks gets a
/// range that is free, else the far half of the one that has most before it.
final class RangePool {

    /// A range is not cut any more below this many keys: four pages cost less time than the search
    /// for a cut and the requests behind it.
    private static final double WORTH_A_CUT = 4.0 * RangeWalk.STRETCH;

    /// So many stretches without a throttled request allow one lister more.
    private static final int CALM = 50;

    /// Opens the work on a range.
    @FunctionalInterface
    interface Opening {
        RangeWalk open(RangeWalk.FarHalf range);
    }

    /// Why nothing is begun any more.
    enum Stop {
        NOT,
        OUT_OF_TIME,
        PAUSED
    }

    private sealed interface Step {

        record Begin(RangeWalk.FarHalf range) implements Step {}

        record Cut(RangeWalk longest) implements Step {}

        record Leave() implements Step {}
    }

    private final Ranges ranges;
    private final Opening opening;
    private final SplitSearch search;
    private final int most;
    private final Deadline deadline;

    private final Map<RangeWalk, Totals> atWork = new HashMap<>(); // guarded by this, as below
    private final Set<RangeWalk> beingCut = new HashSet<>();
    private final Map<String, Totals> givenBack = new HashMap<>(); // by where they begin
    private Totals gone = Totals.NONE;
    private int beingOpened;
    private int allowed;
    private int calm;
    private boolean noneFree;
    private boolean begun;
    private Stop stopped = Stop.NOT;

    /// @param most ranges at work at once
    RangePool(Ranges ranges, Opening opening, SplitSearch search, int most, Deadline deadline) {
        this.ranges = ranges;
        this.opening = opening;
        this.search = search;
        this.most = most;
        this.allowed = most;
        this.deadline = deadline;
    }

    /// The next range to walk; waits while there may be one later. Empty once there is none, or the
    /// time is up.
    Optional<RangeWalk> next() throws InterruptedException {
        while (true) {
            switch (step()) {
                case Step.Leave _ -> {
                    return Optional.empty();
                }
                case Step.Begin(var range) -> {
                    return Optional.of(beginFree(range));
                }
                case Step.Cut(var longest) -> {
                    var far = cut(longest);
                    if (far.isPresent()) {
                        return far;
                    }
                }
            }
        }
    }

    private synchronized Step step() throws InterruptedException {
        while (true) {
            if (begun && stopped == Stop.NOT && deadline.remaining().isZero()) {
                stopped = Stop.OUT_OF_TIME;
            }
            if (stopped != Stop.NOT) {
                return new Step.Leave();
            }
            if (atWork.size() + beingCut.size() + beingOpened < allowed) {
                var free = free();
                if (free.isPresent()) {
                    begun = true;
                    beingOpened++;
                    return new Step.Begin(free.get());
                }
                if (atWork.isEmpty() && beingCut.isEmpty() && beingOpened == 0) {
                    return new Step.Leave();
                }
                var longest = longest();
                if (longest.isPresent()) {
                    beingCut.add(longest.get());
                    return new Step.Cut(longest.get());
                }
            }
            wait();
        }
    }

    private Optional<RangeWalk.FarHalf> free() {
        if (noneFree) {
            return Optional.empty();
        }
        var free = ranges.take().map(claim -> new RangeWalk.FarHalf(claim, claim.range().upTo()));
        noneFree = free.isEmpty();
        return free;
    }

    private Optional<RangeWalk> longest() {
        return !ranges.mayBeSplit() || deadline.remaining().isZero()
                ? Optional.empty()
                : atWork.keySet().stream()
                        .filter(walk -> !beingCut.contains(walk))
                        .filter(walk -> walk.left() > WORTH_A_CUT)
                        .max(Comparator.comparingDouble(RangeWalk::left));
    }

    private Optional<RangeWalk> cut(RangeWalk longest) {
        try {
            return placeToCut(longest).flatMap(at -> longest.split(ranges, at)).map(this::begin);
        } finally {
            synchronized (this) {
                beingCut.remove(longest);
                notifyAll();
            }
        }
    }

    /// None too where the store asks to slow down: those at work go on, and whether one of them has
    /// to stop is for their own requests to say.
    private Optional<String> placeToCut(RangeWalk longest) {
        try {
            return longest.cut(search);
        } catch (StoreException.Transient _) {
            slowDown();
            return Optional.empty();
        }
    }

    private synchronized void slowDown() {
        allowed = Math.max(1, Math.min(allowed, atWork.size()) / 2);
        calm = 0;
    }

    private RangeWalk beginFree(RangeWalk.FarHalf range) {
        try {
            return begin(range);
        } finally {
            synchronized (this) {
                beingOpened--;
                notifyAll();
            }
        }
    }

    private RangeWalk begin(RangeWalk.FarHalf range) {
        var walk = opening.open(range);
        synchronized (this) {
            givenBack.remove(walk.after());
            atWork.put(walk, walk.totals());
        }
        return walk;
    }

    /// A walk has done another stretch; the listener hears of one after the other.
    synchronized void advanced(RangeWalk walk, PassListener listener) {
        atWork.replace(walk, walk.totals());
        listener.advanced(totals());
        calm++;
        if (calm >= CALM && allowed < most) {
            allowed++;
            calm = 0;
        }
        notifyAll();
    }

    /// A walk is at its end, or its range in other hands.
    synchronized void left(RangeWalk walk) {
        gone = gone.plus(walk.totals());
        atWork.remove(walk);
        notifyAll();
    }

    /// Nothing is begun any more.
    synchronized void stop(Stop why) {
        stopped = why;
        notifyAll();
    }

    /// A walk was told to slow down: its range is for fewer to go on with.
    ///
    /// @return how many are still at work
    synchronized int giveBack(RangeWalk walk) {
        int working = atWork.size();
        givenBack.put(walk.after(), walk.totals());
        atWork.remove(walk);
        notifyAll();
        if (working <= allowed) {
            allowed = working / 2;
        }
        noneFree = false;
        calm = 0;
        return atWork.size();
    }

    /// What was found in the ranges that are or were at work.
    synchronized Totals totals() {
        return Stream.concat(atWork.values().stream(), givenBack.values().stream())
                .reduce(gone, Totals::plus);
    }

    synchronized Stop stopped() {
        return stopped;
    }
}
