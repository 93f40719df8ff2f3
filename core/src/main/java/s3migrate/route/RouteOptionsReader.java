package s3migrate.route;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import s3migrate.route.RouteOptions.Compare;
import s3migrate.route.RouteOptions.Copy;
import s3migrate.route.RouteOptions.Deletes;
import s3migrate.route.RouteOptions.Fallback;
import s3migrate.route.RouteOptions.Overwrite;
import s3migrate.route.RouteOptions.Require;
import s3migrate.route.RouteOptions.Spending;

/// Reads the options of a route, in the order in which `docs/contracts.md` lists them.
final class RouteOptionsReader {

    static final Set<String> NOT_BUILT = Set.of();

    private RouteOptionsReader() {}

    static RouteOptions defaults() {
        return read(new SettingsReader(Map.of(), NOT_BUILT, Faults.withValues()), Compare.CONTENT);
    }

    static RouteOptions of(Map<String, String> options) {
        var reader = new SettingsReader(options, NOT_BUILT, Faults.withValues());
        var read = read(reader, Compare.CONTENT);
        if (!reader.faults().none()) {
            throw new SettingsException("options", reader.faults().lines());
        }
        return read;
    }

    /// @param compare where the route does not say
    static RouteOptions read(SettingsReader route, Compare compare) {
        return new RouteOptions(
                route.flag("strip_src_prefix"),
                route.optional("src_credentials", ParameterNames.NAME, ParameterNames.ACCEPTED),
                route.optional("des_credentials", ParameterNames.NAME, ParameterNames.ACCEPTED),
                route.optionalOneOf("storage_class", StorageClass.class, Enum::name),
                route.optional("des_store", StoreProfile.TEXT, StoreProfile.ACCEPTED)
                        .map(StoreProfile::parse),
                route.flag("allow_circle"),
                oneOf(route, "compare", compare, Compare.class),
                FilterReader.read(route),
                oneOf(route, "overwrite", Overwrite.NEWER, Overwrite.class),
                oneOf(route, "require", Require.SIZE, Require.class),
                oneOf(route, "copy", Copy.AUTO, Copy.class),
                oneOf(route, "fallback", Fallback.NONE, Fallback.class),
                route.flag("etag_parity"),
                route.flag("outcome_events"),
                deletes(route),
                new Spending(
                        route.wholeNumber("start_below_usd", 10, 0, 1_000_000),
                        route.wholeNumber("start_below_tb", 1, 0, 1_000_000),
                        route.optionalNumber("spend_cap_usd", 1, 1_000_000)),
                Fidelity.read(route),
                route.optionalOneOf("request_payer", RequestPayer.class, RequestPayer::text)
                        .isPresent());
    }

    private enum RequestPayer {
        REQUESTER;

        String text() {
            return "requester";
        }
    }

    private static Deletes deletes(SettingsReader route) {
        var deletes =
                new Deletes(
                        route.flag("delete"),
                        route.flag("delete_expired"),
                        route.optionalNumber("max_delete", 1, 1_000_000_000),
                        route.wholeNumber("max_event_deletes", 100, 1, 1_000_000));
        if (deletes.expired() && !deletes.extras()) {
            route.faults().refuse("delete_expired", "true", "true only with delete");
        }
        return deletes;
    }

    private static <E extends Enum<E>> E oneOf(
            SettingsReader route, String name, E byDefault, Class<E> type) {
        return route.oneOf(name, byDefault, type, e -> e.name().toLowerCase(Locale.ROOT));
    }
}
