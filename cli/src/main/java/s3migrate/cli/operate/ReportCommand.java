package s3migrate.cli.operate;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import s3migrate.cli.CouldNotStart;
import s3migrate.cli.ExitCode;
import s3migrate.cli.options.Refusals;
import s3migrate.cli.options.Written;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Way;
import s3migrate.time.Deadline;
import s3migrate.transfer.evidence.EvidenceBucket;
import s3migrate.transfer.evidence.EvidenceLine;
import s3migrate.transfer.evidence.EvidenceSearch;
import s3migrate.transfer.evidence.EvidenceTotals;

/// `s3migrate report`.
@Command(
        name = "report",
        description = {
            "Sums up the evidence that a deployed system has left in its reports bucket: how many objects ended how,"
                    + " which way they went, what proves them, and a digest of all lines.",
            "Without --run the latest comparison of the route; --run events is what no comparison found. --key says"
                    + " everything there is about one source object."
        },
        footer = {
            "  s3migrate report photos-to-china",
            "  s3migrate report photos-to-china --list",
            "  s3migrate report photos-to-china --run 2026-11-21T13:00:00Z --json",
            "  s3migrate report photos-to-china --key 2024/a.jpg"
        },
        exitCodeList = {
            "0:nothing in it failed; with --key: found",
            "1:something failed, was left out or is still on its way; with --key: nothing is known of it",
            "2:wrong usage",
            "3:could not read, or there is no such route or comparison"
        })
public final class ReportCommand extends SystemCommand {

    private static final int READS_AT_ONCE = 32;
    private static final String EVENTS = "events";

    @Parameters(paramLabel = "ROUTE", description = "A route by name.")
    private String route = "";

    @Option(
            names = "--run",
            paramLabel = "RUN",
            description = "The comparison by its id, or events.")
    private @Nullable String run;

    @Option(names = "--list", description = "The ids of all comparisons that left a report.")
    private boolean list;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "A source key: its lines, in all runs.")
    private @Nullable String key;

    @Option(names = "--json", description = "As JSON, one object a line.")
    private boolean json;

    @Override
    public List<Runnable> checks(Refusals refusals) {
        int given = (run != null ? 1 : 0) + (list ? 1 : 0) + (key != null ? 1 : 0);
        return List.of(
                () -> refusals.unless(given <= 1, "accepted is one of --run, --list and --key"));
    }

    @Override
    int run(DeployedSystem system, PrintWriter out) {
        try (var store = new RouteStores(system, READS_AT_ONCE).reports()) {
            String bucket = system.stack().reportsBucket();
            var search = new EvidenceSearch(store, bucket);
            if (list) {
                var runs = search.runs(route);
                unlessAnything(!runs.isEmpty(), system);
                runs.forEach(out::println);
                return ExitCode.OK;
            }
            if (key != null) {
                var lines = search.find(route, key);
                unlessAnything(!lines.isEmpty(), system);
                return find(lines, key, out);
            }
            String of = Optional.ofNullable(run).orElseGet(() -> latest(search));
            var totals = totals(new EvidenceBucket(store, bucket), of, system);
            return sum(of, totals, finished(of, totals, search, system), out);
        }
    }

    /// A route that is no more keeps what it has left: only where nothing is found its name may be
    /// wrong.
    private void unlessAnything(boolean found, DeployedSystem system) {
        if (!found) {
            var _ = system.routes(List.of(route));
        }
    }

    /// Whether all that was handed over has ended, when the system last looked.
    private boolean finished(
            String of, EvidenceTotals totals, EvidenceSearch search, DeployedSystem system) {
        boolean found =
                Arrays.stream(EvidenceLine.Outcome.values())
                        .anyMatch(outcome -> totals.of(outcome).objects() > 0);
        if (of.equals(EVENTS)) {
            unlessAnything(found, system);
            return true;
        }
        var report = search.report(route, of);
        unlessAnything(found || report.isPresent(), system);
        if (!found && report.isEmpty()) {
            throw new CouldNotStart(
                    "no comparison %s of route %s has left anything: --list says which have"
                            .formatted(of, route));
        }
        return report.filter(text -> Json.isTrue(text, "finished")).isPresent();
    }

    /// Of what no comparison found, evidence of single objects is in the ledger.
    private int find(List<EvidenceLine> lines, String wanted, PrintWriter out) {
        lines.forEach(line -> out.println(json ? line.toJson() : text(line)));
        if (lines.isEmpty() && !json) {
            out.printf(
                    "No evidence of %s in the reports of route %s. If an event or an order brought it alone, its proof is in the ledger.%n",
                    wanted, route);
        }
        return lines.isEmpty() ? ExitCode.SOME_FAILED : ExitCode.OK;
    }

    private EvidenceTotals totals(EvidenceBucket evidence, String of, DeployedSystem system) {
        return evidence.totals(
                        route,
                        Optional.of(of).filter(id -> !id.equals(EVENTS)),
                        Deadline.never(system.clock()))
                .orElseThrow();
    }

    private int sum(String of, EvidenceTotals totals, boolean finished, PrintWriter out) {
        if (json) {
            out.println(Json.line(json(of, totals, finished)));
        } else {
            print(out, of, totals, finished);
        }
        long bad =
                totals.of(EvidenceLine.Outcome.FAILED).objects()
                        + totals.of(EvidenceLine.Outcome.LEFT_OUT).objects();
        return finished && bad == 0 ? ExitCode.OK : ExitCode.SOME_FAILED;
    }

    private String latest(EvidenceSearch evidence) {
        var runs = evidence.runs(route);
        if (runs.isEmpty()) {
            throw new CouldNotStart(
                    "no comparison of a route named %s has left a report".formatted(route));
        }
        return runs.getLast();
    }

    private void print(PrintWriter out, String of, EvidenceTotals totals, boolean finished) {
        out.printf(
                "Route %s, run %s%s%n",
                route, of, finished ? "" : ", not finished when it was last looked at");
        for (var outcome : EvidenceLine.Outcome.values()) {
            row(out, words(outcome), totals.of(outcome));
        }
        for (var way : Way.values()) {
            row(out, "copied " + words(way), totals.by(way));
        }
        for (var proof : Evidence.values()) {
            row(out, "proved by " + words(proof), totals.provedBy(proof));
        }
        if (!totals.eachOnce()) {
            out.println("  Too many objects for this machine's memory: each line counts.");
        }
        out.printf("  %-26s %s%n", "digest (SHA-256)", totals.digest());
    }

    private Map<String, Object> json(String of, EvidenceTotals totals, boolean finished) {
        var json = new LinkedHashMap<String, Object>();
        json.put("route", route);
        json.put("run", of);
        json.put("finished", finished);
        for (var outcome : EvidenceLine.Outcome.values()) {
            put(json, word(outcome), totals.of(outcome));
        }
        for (var way : Way.values()) {
            put(json, word(way), totals.by(way));
        }
        for (var proof : Evidence.values()) {
            put(json, "proved_by_" + word(proof), totals.provedBy(proof));
        }
        json.put("each_once", totals.eachOnce());
        json.put("digest", totals.digest());
        return json;
    }

    private static String text(EvidenceLine line) {
        return "%s %s%s%s%s%s"
                .formatted(
                        line.time(),
                        words(line.outcome()),
                        line.way().map(way -> ", " + words(way)).orElse(""),
                        line.evidence().map(proof -> ", proved by " + words(proof)).orElse(""),
                        line.run().map(id -> ", run " + id).orElse(""),
                        line.reason().map(": "::concat).orElse(""));
    }

    private static void row(PrintWriter out, String name, EvidenceTotals.Amount amount) {
        if (amount.objects() > 0) {
            out.printf("  %-26s %,d, %s%n", name, amount.objects(), Written.bytes(amount.bytes()));
        }
    }

    private static void put(Map<String, Object> json, String name, EvidenceTotals.Amount amount) {
        json.put(name, amount.objects());
        json.put(name + "_bytes", amount.bytes());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String words(Enum<?> constant) {
        return word(constant).replace('_', ' ');
    }
}
