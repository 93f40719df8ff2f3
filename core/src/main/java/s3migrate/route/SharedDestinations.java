package s3migrate.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds keys that two routes write from different objects: each comparison would find what the
/// other route wrote, and copy its own over it.
public final class SharedDestinations {

    private SharedDestinations() {}

    /// One sentence for each two routes of which that may be so. Whether there are such keys is not
    /// known, nor whether both destinations are of one store.
    public static List<String> notices(List<Route> routes) {
        var notices = new ArrayList<String>();
        for (int i = 0; i < routes.size(); i++) {
            for (var other : routes.subList(i + 1, routes.size())) {
                shared(routes.get(i), other).ifPresent(notices::add);
            }
        }
        return notices;
    }

    private static Optional<String> shared(Route one, Route other) {
        var range = one.destinationRange();
        var otherRange = other.destinationRange();
        if (!range.overlaps(otherRange)) {
            return Optional.empty();
        }
        var narrower = range.prefix().length() > otherRange.prefix().length() ? range : otherRange;
        return source(one, narrower).equals(source(other, narrower))
                ? Optional.empty()
                : Optional.of(
                        "routes %s and %s both write in %s: what both sources have there is overwritten by turns, at each comparison. Give one of them another des_prefix, unless no key is in both"
                                .formatted(one.name(), other.name(), narrower));
    }

    /// What the route writes into this part of its destination.
    private static BucketPrefix source(Route route, BucketPrefix part) {
        String below = part.prefix().substring(route.destinationRange().prefix().length());
        return new BucketPrefix(route.source().bucket(), route.source().prefix() + below);
    }
}
