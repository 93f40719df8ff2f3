package s3migrate.cli.operate;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import s3migrate.cli.ExitCode;
import s3migrate.cli.options.Written;
import s3migrate.ledger.LookRecord;
import s3migrate.ledger.PlanRecord;
import s3migrate.route.Route;

/// `s3migrate start`.
@Command(
        name = "start",
        description = {
            "Lets routes copy whose first comparison was dry because it would cost more than they may by themselves"
                    + " (start_below_usd, start_below_tb).",
            "Says the plan and its price, approves it, and starts a comparison that copies. s3migrate status shows the"
                    + " plan without approving.",
            "Of a route that is held before its first comparison, as something is missing: lets it go on in spite of"
                    + " that."
        },
        footer = {"  s3migrate status photos-to-china", "  s3migrate start photos-to-china"},
        exitCodeList = {
            "0:started, or was started before",
            "1:there is no plan yet, or another by now",
            "2:wrong usage",
            "3:could not ask"
        })
public final class StartCommand extends SystemCommand {

    @Parameters(paramLabel = "ROUTE", arity = "1..*", description = "Routes by name.")
    private List<String> routes = List.of();

    @Override
    int run(DeployedSystem system, PrintWriter out) {
        int worst = ExitCode.OK;
        for (var route : system.routes(routes)) {
            worst = Math.max(worst, start(system, route, out));
        }
        return worst;
    }

    private static int start(DeployedSystem system, Route route, PrintWriter out) {
        var look = system.lookLedger().find(route.name()).filter(LookRecord::holds);
        if (look.isPresent()) {
            return accept(system, look.get(), out);
        }
        var plan = system.planLedger().find(route.name());
        if (plan.isEmpty()) {
            out.printf(
                    "Route %s has no plan yet: s3migrate run %s --follow makes one.%n",
                    route.name(), route.name());
            return ExitCode.SOME_FAILED;
        }
        out.println(text(plan.get()));
        if (plan.flatMap(PlanRecord::approved).isPresent()) {
            out.printf("Route %s was started before.%n", route.name());
            return ExitCode.OK;
        }
        if (!system.planLedger().approve(plan.get(), system.clock().instant())) {
            out.printf(
                    "Route %s has another plan by now: s3migrate start %s again shows it.%n",
                    route.name(), route.name());
            return ExitCode.SOME_FAILED;
        }
        new RunTrigger(system, route.name()).send(false);
        out.printf("Route %s is started: a comparison begins, and copies.%n", route.name());
        return ExitCode.OK;
    }

    /// A person lets a route go on that was held before its first comparison.
    private static int accept(DeployedSystem system, LookRecord look, PrintWriter out) {
        look.faults().forEach(fault -> out.println(fault.text()));
        if (!system.lookLedger().replace(Optional.of(look), look.acceptedByPerson())) {
            out.printf(
                    "Route %s was looked at again by now: s3migrate status says what was found.%n",
                    look.route());
            return ExitCode.SOME_FAILED;
        }
        new RunTrigger(system, look.route()).send(false);
        out.printf(
                "Route %s goes on in spite of this: a comparison begins, which plans first.%n",
                look.route());
        return ExitCode.OK;
    }

    /// What a plan would take, on one line.
    static String text(PlanRecord plan) {
        return "Plan of %s: %,d objects, %s, about %s USD at list prices%s"
                .formatted(
                        plan.run(),
                        plan.objects(),
                        Written.bytes(plan.bytes()),
                        usd(plan.microUsd()),
                        Optional.of(plan)
                                .filter(PlanRecord::sampled)
                                .map(some ->
                                        " or up to %s, estimated by samples"
                                                .formatted(usd(some.microUsdAtMost())))
                                .orElse(""));
    }

    private static String usd(long micro) {
        return "%.2f".formatted(micro / 1_000_000.0);
    }
}
