package s3migrate.cli.worker;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import s3migrate.metrics.Measurements;
import s3migrate.metrics.Metric;

/// What was measured in Prometheus's text format 0.0.4: the metrics of CloudWatch since the process
/// began, and what its pollers are at.
final class PrometheusText {

    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final String PREFIX = "s3_migrate_";

    private final StringBuilder text = new StringBuilder();

    private PrometheusText() {}

    static String of(Measurements.Totals totals, List<QueuePoller> pollers) {
        var page = new PrometheusText();
        new TreeMap<>(totals.all()).forEach(page::of);
        new TreeMap<>(ofRoutes(totals)).forEach(page::of);
        page.type("messages_in_flight", "gauge");
        pollers.forEach(one -> page.line("messages_in_flight", queue(one), one.inFlight()));
        page.type("polling", "gauge");
        pollers.forEach(one -> page.line("polling", queue(one), one.trouble().isEmpty() ? 1 : 0));
        return page.text.toString();
    }

    private static Map<Metric, Map<String, Long>> ofRoutes(Measurements.Totals totals) {
        var byMetric = new TreeMap<Metric, Map<String, Long>>();
        totals.byRoute()
                .forEach((route, sums) ->
                        sums.forEach((metric, value) ->
                                byMetric.computeIfAbsent(metric, _ -> new TreeMap<>())
                                        .put(route, value)));
        return byMetric;
    }

    private void of(Metric metric, long value) {
        String name = name(metric);
        type(name, metric.isPeak() ? "gauge" : "counter");
        line(name, "", value);
    }

    /// Under names of their own: a sum over all lines of a name counts nothing twice.
    private void of(Metric metric, Map<String, Long> byRoute) {
        String name = "route_" + name(metric);
        type(name, "counter");
        byRoute.forEach((route, value) -> line(name, "{route=\"%s\"}".formatted(route), value));
    }

    private static String name(Metric metric) {
        String words = metric.name().toLowerCase(Locale.ROOT);
        return switch (metric) {
            case PRICE -> "price_micro_usd_total";
            case MAX_MEMORY_USED -> words + "_mebibytes";
            default -> metric.isPeak() ? words : words + "_total";
        };
    }

    private static String queue(QueuePoller poller) {
        return "{queue=\"%s\"}".formatted(poller.name());
    }

    private void type(String name, String type) {
        text.append("# TYPE %s%s %s\n".formatted(PREFIX, name, type));
    }

    private void line(String name, String labels, long value) {
        text.append("%s%s%s %d\n".formatted(PREFIX, name, labels, value));
    }
}
