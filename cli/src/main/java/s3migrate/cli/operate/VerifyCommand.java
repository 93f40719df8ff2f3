package s3migrate.cli.operate;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import s3migrate.cli.ExitCode;
import s3migrate.route.Route;
import s3migrate.run.Finding;
import s3migrate.run.Totals;

/// `s3migrate verify`.
@Command(
        name = "verify",
        description = {
            "Compares both sides of a route now, without the ledger and without copying: by ETags and checksums, or"
                    + " with --deep by all bytes.",
            "Each object that is missing or differs is a line. The credentials of both sides are the route's, so"
                    + " whoever asks has to be allowed to read their parameters."
        },
        footer = {
            "  s3migrate verify photos-to-china",
            "  s3migrate verify photos-to-china --deep --json"
        },
        exitCodeList = {
            "0:everything is at the destination and equal",
            "1:something is missing or differs, or with --deep could not be read",
            "2:wrong usage",
            "3:could not read both sides"
        })
public final class VerifyCommand extends SystemCommand {

    @Parameters(paramLabel = "ROUTE", description = "A route by name.")
    private String route = "";

    @Option(
            names = "--deep",
            description = "Read every object on both sides: costs its requests and its traffic.")
    private boolean deep;

    @Option(names = "--json", description = "Differences and sum as JSON, one object a line.")
    private boolean json;

    @Override
    int run(DeployedSystem system, PrintWriter out) throws InterruptedException {
        var checked = system.routes(List.of(route)).getFirst();
        var differences = new Differences(json, out);
        var totals = new Comparing(system, checked, deep, differences).run();
        if (json) {
            out.println(Json.line(sum(totals, differences)));
        } else {
            print(out, checked, totals, differences);
        }
        return differences.count() == 0 ? ExitCode.OK : ExitCode.SOME_FAILED;
    }

    private Map<String, Object> sum(Totals totals, Differences differences) {
        var json = new LinkedHashMap<String, Object>();
        json.put("found", totals.found().objects());
        json.put("found_bytes", totals.found().bytes());
        json.put("equal", deep ? differences.equal() : totals.of(Finding.SAME).objects());
        json.put("same_size", deep ? 0 : totals.of(Finding.SAME_SIZE).objects());
        json.put("left_out", totals.of(Finding.IGNORED).objects());
        json.put("different", differences.count());
        json.put("only_at_destination", totals.extras());
        return json;
    }

    private void print(PrintWriter out, Route checked, Totals totals, Differences differences) {
        out.printf("Route %s: %s to %s%n", route, checked.source(), checked.destination());
        row(out, "found", totals.found().objects(), "");
        if (deep) {
            row(out, "equal, byte by byte", differences.equal(), "");
        } else {
            row(out, "equal by ETag or checksum", totals.of(Finding.SAME).objects(), "");
            row(
                    out,
                    "equal in size only",
                    totals.of(Finding.SAME_SIZE).objects(),
                    ", nothing else can be compared: --deep reads them");
        }
        row(out, "left out by the user's wish", totals.of(Finding.IGNORED).objects(), "");
        row(out, "missing or different", differences.count(), "");
        row(out, "only at the destination", totals.extras(), "");
        if (differences.count() > 0) {
            out.printf(
                    "s3migrate failures --route %s says what failed; s3migrate run %s --follow copies the rest%n",
                    route, route);
        }
    }

    private static void row(PrintWriter out, String name, long objects, String remark) {
        out.printf("  %-27s %,d%s%n", name, objects, objects == 0 ? "" : remark);
    }
}
