package s3migrate.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import s3migrate.object.ObjectLocation;

/// What the ledger knows of a route: whether its objects pass. A value: each method answers what
/// comes after it.
///
/// `version` grows with every write of ours. `stopped` is when a person paused the route, or its
/// spend cap did, which `stoppedBecause` says; only a person ends that. `spentMicroUsd` is what a
/// route with a cap has cost, in millionths of a USD. `pause` is the open circuit, `refused` what
/// was refused since an object last passed, `passed` a copy that was made, to try the route by.
public record RouteRecord(
        String route,
        long version,
        Optional<Instant> stopped,
        Optional<String> stoppedBecause,
        long spentMicroUsd,
        Optional<Pause> pause,
        Refusals refused,
        Optional<Passed> passed) {

    /// So many objects in a row, refused for the same cause, are no accident of theirs.
    public static final int REFUSALS_THAT_PAUSE = 20;

    /// Nobody has tried the route for so long: no message of it is left to try it by.
    private static final Duration UNTRIED = Duration.ofHours(24);

    /// Why a route's objects wait, since when, and when the next of them is let through to see
    /// whether it is over. `told` is whether other systems know.
    public record Pause(String cause, String reason, Instant since, Instant probe, boolean told) {

        /// One that nobody knows of.
        public Pause(String cause, String reason, Instant since, Instant probe) {
            this(cause, reason, since, probe, false);
        }

        Pause probedUntil(Instant then) {
            return new Pause(cause, reason, since, then, told);
        }

        Pause knownToOthers() {
            return new Pause(cause, reason, since, probe, true);
        }
    }

    /// How many objects in a row were refused, and why: S3's code.
    public record Refusals(String cause, int count) {

        static final Refusals NONE = new Refusals("", 0);

        Refusals next(String latest) {
            return new Refusals(latest, latest.equals(cause) ? count + 1 : 1);
        }
    }

    /// A copy that was made.
    public record Passed(ObjectLocation source, ObjectLocation destination, Instant at) {}

    /// Of a route nobody has told anything about.
    public static RouteRecord of(String route) {
        return new RouteRecord(
                route,
                0,
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Refusals.NONE,
                Optional.empty());
    }

    /// An object was copied: nothing of the route is refused.
    public RouteRecord passed(Passed latest) {
        return next(Optional.empty(), Refusals.NONE, Optional.of(latest));
    }

    /// What passed before passes again.
    public RouteRecord resumed() {
        return next(Optional.empty(), Refusals.NONE, passed);
    }

    /// One more object was refused, which may be about the object alone.
    public RouteRecord refusedOnce(String cause) {
        return next(pause, refused.next(cause), passed);
    }

    /// From now on the route's objects wait.
    public RouteRecord paused(Pause because) {
        return next(Optional.of(because), refused, passed);
    }

    /// Somebody tries the route by one object; the next may at `then`.
    public RouteRecord probedUntil(Instant then) {
        return next(pause.map(p -> p.probedUntil(then)), refused, passed);
    }

    /// Other systems know of the pause.
    public RouteRecord told() {
        return next(pause.map(Pause::knownToOthers), refused, passed);
    }

    /// A person wants the route's objects to wait.
    public RouteRecord stoppedAt(Instant now) {
        return stopped(Optional.of(now), Optional.empty(), pause, refused);
    }

    /// So much more was spent, which changes nothing else.
    public RouteRecord spent(long microUsd) {
        return new RouteRecord(
                route,
                version + 1,
                stopped,
                stoppedBecause,
                spentMicroUsd + microUsd,
                pause,
                refused,
                passed);
    }

    /// The route's objects wait until a person lets them go on; `because` of what, for people.
    public RouteRecord stoppedAt(Instant now, String because) {
        return stopped(Optional.of(now), Optional.of(because), pause, refused);
    }

    /// A person wants the route to go on, and says that what refused its objects is mended.
    public RouteRecord letGo() {
        return stopped(Optional.empty(), Optional.empty(), Optional.empty(), Refusals.NONE);
    }

    /// Why and since when the route waits for a person, if it does.
    public Optional<String> stopReason() {
        return stopped.map(since ->
                "%s at %s".formatted(stoppedBecause.orElse("a person paused the route"), since));
    }

    /// Why no comparison of the route is to be made: a person's or the cap's wish, or the pause, as
    /// long as workers try whether it is over. Where none has for a day, a comparison brings jobs
    /// to try it by.
    public Optional<String> noComparison(Instant now) {
        return stopReason()
                .or(() ->
                        pause.filter(p -> now.isBefore(p.probe().plus(UNTRIED)))
                                .map(p ->
                                        "the route is paused since %s: %s"
                                                .formatted(p.since(), p.reason())));
    }

    /// Whether so many were refused in a row that it is not about them.
    public boolean refusesAll() {
        return refused.count() >= REFUSALS_THAT_PAUSE;
    }

    private RouteRecord next(
            Optional<Pause> newPause, Refusals newRefused, Optional<Passed> newPassed) {
        return new RouteRecord(
                route,
                version + 1,
                stopped,
                stoppedBecause,
                spentMicroUsd,
                newPause,
                newRefused,
                newPassed);
    }

    private RouteRecord stopped(
            Optional<Instant> since,
            Optional<String> because,
            Optional<Pause> newPause,
            Refusals newRefused) {
        return new RouteRecord(
                route, version + 1, since, because, spentMicroUsd, newPause, newRefused, passed);
    }
}
