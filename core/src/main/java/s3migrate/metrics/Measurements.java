package s3migrate.metrics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Adds up what is measured, and writes the sums as lines of JSON in CloudWatch's embedded metric
/// format: one for everything, and one for each route that has metrics of its own. Thread-safe.
///
/// What was added since the last `flush` is lost with the process.
public final class Measurements {

    /// Where CloudWatch has the metrics, as in the earlier system.
    public static final String NAMESPACE = "s3_migrate";

    /// The dimension of metrics of one route: its name.
    public static final String ROUTE = "route";

    /// With more routes none has metrics of its own: 3 metrics a route are 0.90 USD a month.
    public static final int MOST_ROUTES = 10;

    /// A large copy takes minutes and is seen while it goes on.
    private static final Duration LONGEST_SUM = Duration.ofMinutes(1);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;
    private final InstantSource clock;
    // All below is guarded by this.
    private final Map<Metric, Long> all = new EnumMap<>(Metric.class);
    private final Map<String, Map<Metric, Long>> byRoute = new TreeMap<>();
    private final Map<Metric, Long> allSinceStart = new EnumMap<>(Metric.class);
    private final Map<String, Map<Metric, Long>> byRouteSinceStart = new TreeMap<>();
    private Set<String> routes = Set.of();
    private Instant since;

    public Measurements(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
        this.since = clock.instant();
    }

    /// Says which routes are configured. Others, such as those of copy orders, have no metrics of
    /// their own.
    public synchronized void routes(Set<String> names) {
        routes = names.size() > MOST_ROUTES ? Set.of() : Set.copyOf(names);
    }

    /// Adds what concerns no route.
    public synchronized void add(Metric metric, long value) {
        if (value > 0) {
            all.merge(metric, value, metric.unit()::merge);
            allSinceStart.merge(metric, value, metric.unit()::merge);
            flushIfDue();
        }
    }

    /// Adds what concerns this route.
    public synchronized void add(Metric metric, long value, String route) {
        if (value > 0 && metric.isAlsoByRoute() && routes.contains(route)) {
            addTo(byRoute, metric, value, route);
            addTo(byRouteSinceStart, metric, value, route);
        }
        add(metric, value);
    }

    private static void addTo(
            Map<String, Map<Metric, Long>> sums, Metric metric, long value, String route) {
        sums.computeIfAbsent(route, _ -> new EnumMap<>(Metric.class))
                .merge(metric, value, metric.unit()::merge);
    }

    /// What was added since the process began, written or not: for everything, and by route.
    public record Totals(Map<Metric, Long> all, Map<String, Map<Metric, Long>> byRoute) {}

    /// As it is now.
    public synchronized Totals sinceStart() {
        var routesSums = new TreeMap<String, Map<Metric, Long>>();
        byRouteSinceStart.forEach((route, sums) -> routesSums.put(route, Map.copyOf(sums)));
        return new Totals(Map.copyOf(allSinceStart), routesSums);
    }

    /// Writes what was added since the last time, if anything was.
    public synchronized void flush() {
        since = clock.instant();
        if (!all.isEmpty()) {
            line(all, JSON.createObjectNode());
            byRoute.forEach((route, sums) -> line(sums, JSON.createObjectNode().put(ROUTE, route)));
            all.clear();
            byRoute.clear();
        }
    }

    private void flushIfDue() {
        if (!clock.instant().isBefore(since.plus(LONGEST_SUM))) {
            flush();
        }
    }

    /// Level and event too, as every line of our logs has them.
    private void line(Map<Metric, Long> sums, ObjectNode dimensions) {
        var line = JSON.createObjectNode().put("level", "INFO").put("event", "measured");
        var aws = line.putObject("_aws").put("Timestamp", since.toEpochMilli());
        var directive = aws.putArray("CloudWatchMetrics").addObject().put("Namespace", NAMESPACE);
        var names = directive.putArray("Dimensions").addArray();
        dimensions.fieldNames().forEachRemaining(names::add);
        var metrics = directive.putArray("Metrics");
        line.setAll(dimensions);
        sums.forEach((metric, value) -> {
            metrics.addObject().put("Name", metric.text()).put("Unit", metric.unit().text());
            line.put(metric.text(), value);
        });
        out.println(line);
    }
}
