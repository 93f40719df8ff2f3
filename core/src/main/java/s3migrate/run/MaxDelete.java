package s3migrate.run;

import s3migrate.route.Route;

/// How many objects one comparison may have deleted at a destination.
final class MaxDelete {

    private static final long MOST_BY_DEFAULT = 1_000;
    private static final long PER_CENT = 100;

    private MaxDelete() {}

    /// The route's own limit, else the lesser of 1,000 and 1 % of the source's objects, rounded up.
    /// None where the source has no object at all: a source that was emptied, or a wrong prefix,
    /// empties no destination.
    static long of(Route route, Totals totals) {
        var deletes = route.options().deletes();
        long found = totals.found().objects();
        if (!deletes.extras() || found == 0) {
            return 0;
        }
        return deletes.most().orElse(Math.min(MOST_BY_DEFAULT, Math.ceilDiv(found, PER_CENT)));
    }
}
