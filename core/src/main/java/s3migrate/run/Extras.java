package s3migrate.run;

import java.util.Optional;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectSummary;
import s3migrate.route.IgnoreList;
import s3migrate.route.Route;

/// Which objects at the destination only are a route's to delete: those whose sources it would
/// copy, by their names.
record Extras(Route route, IgnoreList ignored) {

    /// What it would be a copy of; empty if it is to be left where it is.
    Optional<ObjectLocation> sourceOf(ObjectSummary extra) {
        return route.mapping()
                .sourceKey(extra.key())
                .filter(ObjectLocation::isKey)
                .map(key -> new ObjectLocation(route.source().bucket(), key))
                .filter(source -> !ignored.ignores(source))
                .filter(source -> !route.options().filter().leavesOut(route.name(source.key())));
    }
}
