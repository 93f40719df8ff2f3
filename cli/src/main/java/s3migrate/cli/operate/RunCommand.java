package s3migrate.cli.operate;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import s3migrate.cli.ExitCode;
import s3migrate.cli.options.Refusals;
import s3migrate.ledger.LookRecord;
import s3migrate.time.Sleeper;

/// `s3migrate run`.
@Command(
        name = "run",
        description = {
            "Starts the comparison of routes at once, instead of at the next hour.",
            "A route whose last comparison is still at work is left to that one."
        },
        footer = {
            "  s3migrate run",
            "  s3migrate run photos-to-china --follow",
            "  s3migrate run photos-to-china --confirm --follow"
        },
        exitCodeList = {
            "0:asked for; with --follow, compared",
            "1:with --follow: none started",
            "2:wrong usage",
            "3:could not ask",
            "4:with --follow: the route is paused or held, or asks something"
        })
public final class RunCommand extends SystemCommand {

    @Parameters(
            paramLabel = "ROUTE",
            arity = "0..*",
            description = "Routes by name (default: all).")
    private List<String> routes = List.of();

    @Option(names = "--follow", description = "Stay until everything is compared and handed over.")
    private boolean follow;

    @Option(
            names = "--confirm",
            description = "It is right that the source has become much smaller.")
    private boolean confirmed;

    @Override
    public List<Runnable> checks(Refusals refusals) {
        return List.of(() ->
                refusals.unless(
                        !confirmed || !routes.isEmpty(),
                        "--confirm: accepted with the names of the routes it is for"));
    }

    @Override
    int run(DeployedSystem system, PrintWriter out) throws InterruptedException {
        var followers = new ArrayList<RunFollower>();
        for (var route : system.routes(routes)) {
            followers.add(follower(system, route.name(), out));
            new RunTrigger(system, route.name()).send(confirmed);
            out.printf("Asked for a comparison of route %s.%n", route.name());
        }
        out.flush();
        int worst = ExitCode.OK;
        if (follow) {
            for (var follower : followers) {
                worst = Math.max(worst, follower.follow());
            }
        }
        return worst;
    }

    private static RunFollower follower(DeployedSystem system, String route, PrintWriter out) {
        return new RunFollower(
                system,
                route,
                system.runLedger().find(route),
                system.lookLedger().find(route).map(LookRecord::at),
                out,
                Sleeper.system());
    }
}
