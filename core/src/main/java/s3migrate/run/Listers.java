package s3migrate.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.IntStream;
import s3migrate.store.StoreException;
import s3migrate.time.Deadline;
import s3migrate.transfer.InParallel;

/// Several threads that go through the ranges of a pool, one each.
///
/// A store that asks to slow down, or is unwell, halves their number, and while it is not they
/// slowly become more again; for the last one it is a failure. The first failure ends them all, and
/// is thrown.
record Listers(
        RangePool pool,
        int most,
        Pauses pauses,
        Duration interval,
        Deadline deadline,
        InstantSource clock,
        PassListener listener) {

    /// Goes on until no range is left, or until the deadline, each range at least for one stretch.
    /// Notes how far each is every `interval`, and before it ends early.
    PassOutcome goThrough() throws InterruptedException {
        var _ =
                InParallel.map(
                        IntStream.range(0, most).boxed().toList(),
                        most,
                        Deadline.never(clock),
                        _ -> {
                            for (var walk = pool.next(); walk.isPresent(); walk = pool.next()) {
                                goThrough(walk.get());
                            }
                            return Optional.empty();
                        });
        var totals = pool.totals();
        return switch (pool.stopped()) {
            case NOT -> new PassOutcome.Complete(totals);
            case OUT_OF_TIME -> new PassOutcome.OutOfTime(totals);
            case PAUSED -> new PassOutcome.Paused(pauses.reason().orElse("it is over"), totals);
        };
    }

    private void goThrough(RangeWalk walk) throws InterruptedException {
        boolean left;
        try (walk) {
            left = isLeft(walk);
        }
        if (left) {
            pool.left(walk);
        }
    }

    /// Saved before it is closed: that hands over what was given.
    ///
    /// @return false if it was given back for fewer listers to go on with
    private boolean isLeft(RangeWalk walk) throws InterruptedException {
        try {
            if (walksToItsEnd(walk)) {
                var _ = walk.end();
            }
            return true;
        } catch (StoreException.Transient broke) {
            var _ = walk.save();
            walk.release();
            if (!pool.slowedDown(walk)) {
                throw broke;
            }
            return false;
        }
    }

    /// @return false if the time or the right to the range ended before
    private boolean walksToItsEnd(RangeWalk walk) throws InterruptedException {
        var due = due();
        while (walk.advance()) {
            advanced(walk);
            var stop = stop();
            boolean stops = stop != RangePool.Stop.NOT;
            if (stops || !clock.instant().isBefore(due)) {
                if (!walk.save()) {
                    return false;
                }
                due = due();
            }
            if (stops) {
                pool.stop(stop);
                walk.release();
                return false;
            }
        }
        advanced(walk);
        return true;
    }

    private void advanced(RangeWalk walk) {
        pool.advanced(walk, listener);
    }

    private RangePool.Stop stop() {
        if (pauses.reason().isPresent()) {
            return RangePool.Stop.PAUSED;
        }
        return deadline.remaining().isZero() ? RangePool.Stop.OUT_OF_TIME : RangePool.Stop.NOT;
    }

    private Instant due() {
        return clock.instant().plus(interval);
    }
}
