package s3migrate.ledger;

import java.time.Instant;
import java.util.Optional;
import s3migrate.object.ObjectLocation;

/// What the ledger knows of a route: whether its objects pass. A value: each method answers what
/// comes after it.
///
/// `version` grows with every write of ours. `stopped` is when a person paused the route, and only
/// a person ends that. `pause` is the open circuit, `refused` what was refused since an object last
/// passed, `passed` a copy that was made, to try the route by.
public record RouteRecord(
        String route,
        long version,
        Optional<Instant> stopped,
        Optional<Pause> pause,
        Refusals refused,
        Optional<Passed> passed) {

    /// So many objects in a row, refused for the same cause, are no accident of theirs.
    public static final int REFUSALS_THAT_PAUSE = 20;

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
                route, 0, Optional.empty(), Optional.empty(), Refusals.NONE, Optional.empty());
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
        return new RouteRecord(route, version + 1, Optional.of(now), pause, refused, passed);
    }

    /// A person wants the route to go on, and says that what refused its objects is mended.
    public RouteRecord letGo() {
        return new RouteRecord(
                route, version + 1, Optional.empty(), Optional.empty(), Refusals.NONE, passed);
    }

    /// Whether so many were refused in a row that it is not about them.
    public boolean refusesAll() {
        return refused.count() >= REFUSALS_THAT_PAUSE;
    }

    private RouteRecord next(
            Optional<Pause> newPause, Refusals newRefused, Optional<Passed> newPassed) {
        return new RouteRecord(route, version + 1, stopped, newPause, newRefused, newPassed);
    }
}
