package s3migrate.cli.operate;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import s3migrate.cli.ExitCode;
import s3migrate.ledger.RouteRecord;

/// `s3migrate pause`.
@Command(
        name = "pause",
        description = {
            "Pauses routes until s3migrate resume: nothing of them is begun any more, copies under way end.",
            "Messages wait in their queues for up to 3 days; after that resume finds their objects again."
        },
        footer = {"  s3migrate pause photos-to-china", "  s3migrate pause a b --region eu-west-1"},
        exitCodeList = {"0:paused", "2:wrong usage", "3:could not ask, or broke off"})
public final class PauseCommand extends SystemCommand {

    @Parameters(paramLabel = "ROUTE", arity = "1..*", description = "Routes by name.")
    private List<String> routes = List.of();

    @Override
    int run(DeployedSystem system, PrintWriter out) {
        for (var route : system.routes(routes)) {
            var record =
                    RouteChange.of(system, route.name())
                            .make(seen -> stopped(seen, system.clock().instant()));
            out.printf(
                    "Route %s is paused since %s; s3migrate resume %s lets it go on.%n",
                    route.name(),
                    record.stopped().orElseThrow().truncatedTo(ChronoUnit.SECONDS),
                    route.name());
        }
        return ExitCode.OK;
    }

    /// Who stopped it first counts.
    private static RouteRecord stopped(RouteRecord seen, Instant now) {
        return seen.stopped().isPresent() ? seen : seen.stoppedAt(now);
    }
}
