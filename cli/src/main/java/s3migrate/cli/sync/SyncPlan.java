package s3migrate.cli.sync;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import s3migrate.cli.options.SideOptions;
import s3migrate.route.Filter;
import s3migrate.route.IgnoreList;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions.Compare;
import s3migrate.route.StoreProfile;

/// What is asked of one route.
///
/// @param store what the destination's store can do
/// @param keys the source keys it is about, instead of all
/// @param maxObjects how many are copied at the most
/// @param overwriteAsked whether somebody said what happens to objects that are there
/// @param sample whether a dry run lists only some of the keys
/// @param state directory of the journal and the evidence, for this route alone
record SyncPlan(
        Route route,
        SideOptions source,
        SideOptions destination,
        StoreProfile store,
        IgnoreList ignored,
        Optional<List<String>> keys,
        OptionalLong maxObjects,
        boolean overwriteAsked,
        boolean dryRun,
        boolean sample,
        Engine engine,
        Path state) {

    /// Whether it leaves no object of its source out.
    boolean isOfAll() {
        return keys.isEmpty()
                && ignored.equals(IgnoreList.EMPTY)
                && route.options().filter().equals(Filter.NONE);
    }

    /// Whether what it takes for equal is so for a comparison of any other kind.
    boolean seesAllChanges() {
        return route.options().compare() != Compare.SIZE;
    }
}
