package s3migrate.infra.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import s3migrate.route.BucketPrefix;
import s3migrate.route.Route;

/// What the events queue wants to hear of a bucket: which events, of keys under which prefix.
public record Tidings(String prefix, List<String> events) {

    private static final String CREATED = "s3:ObjectCreated:*";
    private static final String REMOVED = "s3:ObjectRemoved:*";
    private static final String EXPIRED = "s3:LifecycleExpiration:*";

    /// In other characters S3 wants a prefix encoded; all keys of the bucket are told of then.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/_.-]*");

    /// As much as the bucket's routes need; every key where there is a default destination.
    public static Tidings of(Migration migration, String bucket) {
        var routes =
                migration.routes().all().stream()
                        .filter(route -> route.source().bucket().equals(bucket))
                        .toList();
        boolean all = migration.settings().worker().defaultDestination().isPresent();
        return new Tidings(all ? "" : prefix(routes), events(routes));
    }

    private static String prefix(List<Route> routes) {
        return routes.stream()
                .map(Route::source)
                .map(BucketPrefix::prefix)
                .reduce(Tidings::common)
                .filter(prefix -> PLAIN.matcher(prefix).matches())
                .orElse("");
    }

    private static String common(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length())
                && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return one.substring(0, length);
    }

    private static List<String> events(List<Route> routes) {
        var events = new ArrayList<>(List.of(CREATED));
        if (routes.stream().anyMatch(route -> route.options().deletes().extras())) {
            events.add(REMOVED);
        }
        if (routes.stream().anyMatch(route -> route.options().deletes().expired())) {
            events.add(EXPIRED);
        }
        return List.copyOf(events);
    }
}
