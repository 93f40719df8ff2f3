package s3migrate.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import s3migrate.job.Job;
import s3migrate.ledger.LedgerException;
import s3migrate.ledger.RouteLedger;
import s3migrate.ledger.RouteRecord;
import s3migrate.ledger.RouteRecord.Pause;

/// What this process knows of a route's record in the ledger, and the only way to change it. Used
/// by one thread at a time.
final class KnownRoute {

    /// So old may be what is known: a pause reaches every worker within it.
    private static final Duration KNOWN = Duration.ofSeconds(5);

    /// So old may be what is known of a route that lets nothing pass: what is turned away stays
    /// away for minutes, and somebody may have let the route go on a moment ago.
    private static final Duration KNOWN_CLOSED = Duration.ofSeconds(1);

    /// Until what could not be told is told again.
    private static final Duration TOLD_AGAIN = Duration.ofMinutes(1);

    /// Rounds of being overtaken by other workers.
    private static final int MAX_RACES = 50;

    private static final long MICRO_OF_A_USD = 1_000_000;

    private final String name;
    private final RouteLedger ledger;
    private final CircuitListener listener;
    private RouteRecord seen;
    private Instant read = Instant.MIN;
    private Instant tell = Instant.MIN;

    KnownRoute(String name, RouteLedger ledger, CircuitListener listener) {
        this.name = name;
        this.ledger = ledger;
        this.listener = listener;
        this.seen = RouteRecord.of(name);
    }

    /// The record as it is, or was a moment ago.
    RouteRecord known(Instant now) {
        boolean closed = seen.stopped().isPresent() || seen.pause().isPresent();
        var age = closed ? KNOWN_CLOSED : KNOWN;
        return read.isBefore(now.minus(age)) ? refreshed(now) : seen;
    }

    /// The record as it is.
    RouteRecord refreshed(Instant now) {
        seen = ledger.find(name);
        read = now;
        return seen;
    }

    /// Writes `next`, unless another worker was faster.
    boolean replaced(RouteRecord record, RouteRecord next, Instant now) {
        if (ledger.replace(record, next)) {
            seen = next;
            return true;
        }
        refreshed(now);
        return false;
    }

    /// Writes what `step` makes of the record, and tells of a pause that begins, ends or has
    /// another reason. A step that answers what it was given changes nothing.
    ///
    /// @return whether there was something to change
    boolean change(Job job, Instant now, UnaryOperator<RouteRecord> step) {
        var before = changed(now, step);
        before.ifPresent(record -> {
            tell(job, record.pause(), seen.pause());
            announce(now);
        });
        return before.isPresent();
    }

    /// Adds to what the route cost, and stops it where that is all it may; a route that is stopped
    /// already stays as it is.
    void spent(long microUsd, long capUsd, Instant now) {
        var before =
                changed(
                        now,
                        record -> {
                            var next = record.spent(microUsd);
                            boolean free = next.stopped().isEmpty();
                            return free && next.spentMicroUsd() >= capUsd * MICRO_OF_A_USD
                                    ? next.stoppedAt(now, capReached(capUsd))
                                    : next;
                        });
        if (before.orElseThrow().stopped().isEmpty() && seen.stopped().isPresent()) {
            listener.capReached(name, seen.spentMicroUsd(), capUsd, now);
        }
    }

    private static String capReached(long capUsd) {
        return "the route reached its spend_cap_usd of %d USD".formatted(capUsd);
    }

    /// What the record was before, if there was something to change.
    private Optional<RouteRecord> changed(Instant now, UnaryOperator<RouteRecord> step) {
        for (int race = 0; race < MAX_RACES; race++) {
            var record = known(now);
            var next = step.apply(record);
            if (next.equals(record)) {
                return Optional.empty();
            }
            if (replaced(record, next, now)) {
                return Optional.of(record);
            }
        }
        throw new LedgerException(
                "route %s in the ledger: overtaken %d times".formatted(name, MAX_RACES));
    }

    /// Sees to it that other systems know of a pause.
    void announce(Instant now) {
        var record = known(now);
        var untold = record.pause().filter(pause -> !pause.told());
        if (untold.isPresent() && !now.isBefore(tell)) {
            if (listener.announced(name, untold.get())) {
                var _ = replaced(record, record.told(), now);
            } else {
                tell = now.plus(TOLD_AGAIN);
            }
        }
    }

    private void tell(Job job, Optional<Pause> before, Optional<Pause> after) {
        if (after.isEmpty()) {
            before.ifPresent(ended -> listener.resumed(job, ended));
        } else if (!after.equals(before)) {
            listener.paused(job, after.get());
        }
    }
}
