package s3migrate.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import s3migrate.job.Job;
import s3migrate.ledger.RouteRecord;
import s3migrate.ledger.RouteRecord.Passed;
import s3migrate.ledger.RouteRecord.Pause;
import s3migrate.route.TimeSettings;

/// The circuit breaker of one route, over all workers: its state is the route's record in the
/// ledger. Where nothing of a route can pass, its objects wait, and one at a time is let through to
/// see whether it still is so.
///
/// As long as all is well it asks the ledger once in a while, whatever the number of objects.
/// Serves many threads; while one tries the route, the others of this process wait for what it
/// finds.
final class Circuit {

    /// So old may be the copy that the route is tried by.
    private static final Duration PASSED = Duration.ofMinutes(10);

    private final KnownRoute route; // guarded by this, as what follows
    private final TimeSettings times;
    private final InstantSource clock;
    private Trial latest = new Trial(Instant.MIN, new Trial.Result.Unknown());

    Circuit(KnownRoute route, TimeSettings times, InstantSource clock) {
        this.route = route;
        this.times = times;
        this.clock = clock;
    }

    /// Whether an object may be worked on.
    sealed interface Entry {

        /// It may; as a `probe` if the route is paused and this object shows whether it has to be.
        record Admitted(boolean probe, Instant at) implements Entry {}

        /// It has to wait, as others have since then.
        record TurnedAway(Instant since, String cause, String reason) implements Entry {}
    }

    /// What becomes of an object that was refused.
    sealed interface Ruling {

        /// Its route passes: it is about the object.
        record GiveUp() implements Ruling {}

        /// Whether its route passes nobody knows yet.
        record HoldBack() implements Ruling {}

        /// Its route is paused.
        record Wait(Duration after, String cause, String reason) implements Ruling {}
    }

    /// Whether an object would have to wait now.
    synchronized boolean turnsAway() {
        var record = route.known(clock.instant());
        return record.stopped().isPresent() || record.pause().isPresent();
    }

    /// Asked before each object.
    synchronized Entry enter() {
        var now = clock.instant();
        var record = route.known(now);
        var stopped = record.stopped();
        if (stopped.isPresent()) {
            return new Entry.TurnedAway(
                    stopped.get(), "Stopped", record.stopReason().orElseThrow());
        }
        route.announce(now);
        if (isDue(record, now)) {
            record = route.refreshed(now);
            if (isDue(record, now)
                    && route.replaced(record, record.probedUntil(now.plus(times.probe())), now)) {
                return new Entry.Admitted(true, now);
            }
        }
        return route.known(now)
                .pause()
                .<Entry>map(
                        pause -> new Entry.TurnedAway(pause.since(), pause.cause(), pause.reason()))
                .orElseGet(() -> new Entry.Admitted(false, now));
    }

    /// The route cost so much more; it is stopped where that is all it may.
    synchronized void spent(long microUsd, long capUsd) {
        route.spent(microUsd, capUsd, clock.instant());
    }

    private static boolean isDue(RouteRecord record, Instant now) {
        return record.pause().filter(pause -> !now.isBefore(pause.probe())).isPresent();
    }

    /// An object that was let in at `entered` was copied. What was at work before the route was
    /// paused says nothing about it now.
    synchronized void passed(Job job, Instant entered) {
        var now = clock.instant();
        var copy = new Passed(job.source(), job.destination(), now);
        route.change(
                job,
                now,
                record -> {
                    var pause = record.pause();
                    boolean before = pause.filter(p -> entered.isBefore(p.since())).isPresent();
                    boolean nothingNew =
                            pause.isEmpty()
                                    && record.refused().count() == 0
                                    && record.passed()
                                            .filter(p -> now.isBefore(p.at().plus(PASSED)))
                                            .isPresent();
                    return before || nothingNew ? record : record.passed(copy);
                });
    }

    /// A probe ended well without a copy, which proves little: the route is tried by another.
    synchronized void endedWithoutCopy(Job job, Trial.Test test) {
        var now = clock.instant();
        if (trial(now, now, test) instanceof Trial.Result.Passes) {
            route.change(job, now, record -> record.pause().isEmpty() ? record : record.resumed());
        }
    }

    /// Nothing of the route can pass.
    synchronized Duration broken(Job job, String cause, String reason, boolean probe) {
        var now = clock.instant();
        boolean first =
                route.change(
                        job,
                        now,
                        record ->
                                record.pause().isPresent() && !(probe && isOther(record, cause))
                                        ? record
                                        : record.paused(pause(record, cause, reason, now)));
        return wait(first || probe, now);
    }

    /// One message comes back in time to be the next probe.
    private Duration wait(boolean isNextProbe, Instant now) {
        var since = route.known(now).pause().map(Pause::since).orElse(now);
        return isNextProbe ? times.probe() : times.waitingSince(since, now);
    }

    private static boolean isOther(RouteRecord record, String cause) {
        return record.pause().filter(pause -> !pause.cause().equals(cause)).isPresent();
    }

    private Pause pause(RouteRecord record, String cause, String reason, Instant now) {
        var since = record.pause().map(Pause::since).orElse(now);
        return new Pause(cause, reason, since, now.plus(times.probe()));
    }

    /// An object was refused, which may be about it or about its route: the route is tried by a
    /// copy that was made before.
    synchronized Ruling refused(
            Job job, String cause, String reason, boolean probe, Instant at, Trial.Test test) {
        var now = clock.instant();
        var result = trial(at, now, test);
        if (result instanceof Trial.Result.Refuses(var routesCause, var routesReason)) {
            var after = broken(job, routesCause, routesReason, probe);
            return new Ruling.Wait(after, routesCause, routesReason);
        }
        boolean passes = result instanceof Trial.Result.Passes;
        boolean first =
                route.change(job, now, record -> counted(record, cause, reason, passes, now));
        return route.known(now)
                .pause()
                .<Ruling>map(pause ->
                        new Ruling.Wait(wait(first || probe, now), pause.cause(), pause.reason()))
                .orElseGet(() -> passes ? new Ruling.GiveUp() : new Ruling.HoldBack());
    }

    /// A pause ends where the route passes, unless it refused so many that one copy is no answer.
    private RouteRecord counted(
            RouteRecord record, String cause, String reason, boolean passes, Instant now) {
        if (record.pause().isPresent()) {
            return passes && !record.refusesAll() ? record.resumed() : record;
        }
        var next = record.refusedOnce(cause);
        return next.refusesAll() ? next.paused(pause(record, cause, reason, now)) : next;
    }

    /// What trying the route after `since` found: it is tried once for all that were refused before
    /// that.
    private Trial.Result trial(Instant since, Instant now, Trial.Test test) {
        if (latest.begun().isBefore(since)) {
            latest =
                    route.known(now)
                            .passed()
                            .map(sample -> new Trial(clock.instant(), test.result(sample)))
                            .orElseGet(() -> new Trial(Instant.MIN, new Trial.Result.Unknown()));
        }
        return latest.result();
    }
}
