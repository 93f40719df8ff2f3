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

    private void goThrough(RangeWalk range) throws InterruptedException {
        End end;
        try (range) {
            end = walk(range);
        }
        if (end == End.DONE) {
            pool.left(range);
        }
    }

    /// What is to become of a range that a lister has let go of.
    private enum End {
        /// Nothing in this process: it is at its end, or was saved as it is, or is another's.
        DONE,
        /// Fewer listers go on with it.
        GIVEN_BACK
    }

    /// Saved before it is closed: that hands over what was given.
    private End walk(RangeWalk range) throws InterruptedException {
        try {
            walkOn(range);
            return End.DONE;
        } catch (StoreException.Transient broke) {
            var _ = range.save();
            range.release();
            if (pool.giveBack(range) == 0) {
                throw broke;
            }
            return End.GIVEN_BACK;
        }
    }

    /// To its end, or until the time or the right to the range is over.
    private void walkOn(RangeWalk range) throws InterruptedException {
        var due = due();
        while (range.advance()) {
            advanced(range);
            var stop = stop();
            boolean stops = stop != RangePool.Stop.NOT;
            if (stops || !clock.instant().isBefore(due)) {
                if (!range.save()) {
                    return;
                }
                due = due();
            }
            if (stops) {
                pool.stop(stop);
                range.release();
                return;
            }
        }
        advanced(range);
        var _ = range.end();
    }

    private void advanced(RangeWalk range) {
        pool.advanced(range, listener);
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
