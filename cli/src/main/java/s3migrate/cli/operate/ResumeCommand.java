package s3migrate.cli.operate;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import s3migrate.cli.ExitCode;
import s3migrate.ledger.RouteRecord;
import s3migrate.route.Route;

/// `s3migrate resume`.
@Command(
        name = "resume",
        description = {
            "Lets routes go on: those a person paused, and those whose circuit is open, once the cause is mended.",
            "What was given up because the route was paused is sent again, and a comparison starts, which finds"
                    + " everything else. If the cause is still there, the route is paused again by its next object."
        },
        footer = {"  s3migrate resume photos-to-china"},
        exitCodeList = {
            "0:resumed, or was not paused",
            "2:wrong usage",
            "3:could not ask, or broke off",
            "4:a route has cost all that it may"
        })
public final class ResumeCommand extends SystemCommand {

    @Parameters(paramLabel = "ROUTE", arity = "1..*", description = "Routes by name.")
    private List<String> routes = List.of();

    @Override
    int run(DeployedSystem system, PrintWriter out) {
        int worst = ExitCode.OK;
        for (var route : system.routes(routes)) {
            worst = Math.max(worst, resume(system, route, out));
        }
        return worst;
    }

    private static int resume(DeployedSystem system, Route route, PrintWriter out) {
        var record = system.routeLedger().find(route.name());
        var since = since(record);
        var cap = route.options().spending().capUsd();
        if (since.isEmpty()
                && RouteStatus.of(system, route).state() instanceof RouteStatus.State.Held) {
            new RunTrigger(system, route.name()).send(false);
            out.printf(
                    "Route %s was not paused, but held before its first comparison: that starts now, and looks again.%n",
                    route.name());
        } else if (since.isEmpty()) {
            out.printf("Route %s was not paused.%n", route.name());
        } else if (cap.isPresent() && record.spentUsd() >= cap.getAsLong()) {
            out.printf(
                    "Route %s stays stopped: it has cost %.2f of %,d USD, so it would stop again at once; %s%n",
                    route.name(),
                    record.spentUsd(),
                    cap.getAsLong(),
                    new RouteAdvice(system.stack()).raise(route));
            return ExitCode.STOPPED;
        } else {
            resume(system, route, since.get(), out);
        }
        return ExitCode.OK;
    }

    private static void resume(DeployedSystem system, Route route, Instant since, PrintWriter out) {
        RouteChange.of(system, route.name())
                .make(seen -> since(seen).isPresent() ? seen.letGo() : seen);
        var again =
                new Redrive(system, system.routes())
                        .run(
                                failed ->
                                        failed.route().equals(route.name())
                                                && !failed.failure().last().isBefore(since),
                                letter ->
                                        letter.routes().equals(Set.of(route.name()))
                                                && !letter.sent().isBefore(since));
        new RunTrigger(system, route.name()).send(false);
        out.printf(
                "Route %s goes on. %,d objects given up while it was paused are sent again; a comparison starts.%n",
                route.name(), again.objects());
    }

    private static Optional<Instant> since(RouteRecord record) {
        return Stream.concat(
                        record.stopped().stream(),
                        record.pause().map(RouteRecord.Pause::since).stream())
                .min(Comparator.naturalOrder());
    }
}
