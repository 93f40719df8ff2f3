package s3migrate.route;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import s3migrate.object.ObjectLock;

/// How copies are locked, at a destination with Object Lock.
///
/// @param days of retention; counts for `GOVERNANCE` and `COMPLIANCE`
public record Locking(Kind kind, long days) {

    public static final Locking NONE = new Locking(Kind.NONE, 0);

    /// By whose wish.
    public enum Kind {
        /// Nobody's: what the destination bucket does with all its objects.
        NONE("none"),
        /// As the source is locked.
        KEEP("keep"),
        /// The route's; who has a permission of its own may lift it.
        GOVERNANCE("GOVERNANCE"),
        /// The route's; nobody can lift it.
        COMPLIANCE("COMPLIANCE");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    static Locking read(SettingsReader route) {
        var kind = route.oneOf("object_lock", Kind.NONE, Kind.class, k -> k.text);
        var days = route.optionalNumber("retain_days", 1, 36_500);
        boolean retains = kind == Kind.GOVERNANCE || kind == Kind.COMPLIANCE;
        if (retains && days.isEmpty()) {
            route.faults()
                    .add(
                            "retain_days is missing: accepted with object_lock %s is a whole number from 1 to 36,500"
                                    .formatted(kind.text));
        }
        if (!retains) {
            days.ifPresent(given ->
                    route.faults()
                            .refuse(
                                    "retain_days",
                                    String.valueOf(given),
                                    "nothing without object_lock GOVERNANCE or COMPLIANCE"));
        }
        return new Locking(kind, days.orElse(0));
    }

    /// Whether the source's lock is asked for.
    public boolean keeps() {
        return kind == Kind.KEEP;
    }

    /// The lock the route wishes for a copy that is made now.
    public ObjectLock from(Instant now) {
        boolean retains = kind == Kind.GOVERNANCE || kind == Kind.COMPLIANCE;
        var until = now.plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
        return new ObjectLock(
                Optional.of(new ObjectLock.Retention(kind.text, until)).filter(_ -> retains),
                false);
    }
}
