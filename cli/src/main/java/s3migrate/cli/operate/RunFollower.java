package s3migrate.cli.operate;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import s3migrate.cli.ExitCode;
import s3migrate.ledger.RunRecord;
import s3migrate.run.Finding;
import s3migrate.time.Sleeper;

/// Looks at the comparison of a route until it is over, and says what changes.
///
/// @param before the run that was the latest when the comparison was asked for
/// @param looked when its route was looked at last then
record RunFollower(
        DeployedSystem system,
        String route,
        Optional<RunRecord> before,
        Optional<Instant> looked,
        PrintWriter out,
        Sleeper sleeper) {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /// Looks in a row at an empty runs queue and no new run: SQS's counts are up to a minute late.
    private static final int LOOKS_WITHOUT_RUN = 45;

    /// Returns when it is over, or will not begin.
    ///
    /// @return the exit code
    int follow() throws InterruptedException {
        String said = "";
        int quiet = 0;
        while (true) {
            var status = RouteStatus.of(system, system.routes(List.of(route)).getFirst());
            switch (status.state()) {
                case RouteStatus.State.Stopped _, RouteStatus.State.Paused _ -> {
                    out.printf("Route %s is paused: s3migrate status says why.%n", route);
                    return ExitCode.STOPPED;
                }
                case RouteStatus.State.Held(var look)
                        when !looked.equals(Optional.of(look.at())) -> {
                    out.printf("Route %s is held: s3migrate status says why.%n", route);
                    return ExitCode.STOPPED;
                }
                case RouteStatus.State.Held _,
                        RouteStatus.State.Asks _,
                        RouteStatus.State.WaitsForStart _,
                        RouteStatus.State.Copying _,
                        RouteStatus.State.NeverCompared _ -> {}
            }
            var run = status.run().filter(this::isNew);
            if (run.isPresent()) {
                String now = text(status);
                if (!now.equals(said)) {
                    out.println(now);
                    out.flush();
                    said = now;
                }
                if (status.state() instanceof RouteStatus.State.WaitsForStart(var plan)
                        && run.get().ended().isPresent()) {
                    out.println(StartCommand.text(plan));
                    out.printf("It waits for a person: s3migrate start %s%n", route);
                    return ExitCode.STOPPED;
                }
                if (run.get().ended().isPresent()) {
                    return ended(run.get());
                }
            } else if (++quiet > LOOKS_WITHOUT_RUN && runsWaiting() == 0) {
                out.printf(
                        "No comparison of route %s started: s3migrate status and the jobsender's log (run_skipped) say why.%n",
                        route);
                return ExitCode.SOME_FAILED;
            }
            sleeper.sleep(BETWEEN_LOOKS);
        }
    }

    /// One that was at work already goes on, and is the one to follow.
    private boolean isNew(RunRecord run) {
        return before.filter(last -> last.run().equals(run.run()) && last.ended().isPresent())
                .isEmpty();
    }

    private long runsWaiting() {
        return system.queues().stream()
                .filter(queue -> queue.name().equals("runs"))
                .mapToLong(queue -> QueueDepth.of(system.sqs(), queue).messages())
                .sum();
    }

    private int ended(RunRecord run) {
        if (run.question().isPresent()) {
            out.printf(
                    "It asks: %s. If that is right: s3migrate run %s --confirm%n",
                    run.question().get(), route);
            return ExitCode.STOPPED;
        }
        out.printf(
                "Compared in %d s.%n",
                Duration.between(run.started(), run.ended().orElseThrow()).toSeconds());
        return ExitCode.OK;
    }

    private static String text(RouteStatus status) {
        var found = status.found();
        return "%s: %,d found, %,d missing, %,d changed, %,d handed over"
                .formatted(
                        status.route().name(),
                        found.found().objects(),
                        found.of(Finding.MISSING).objects(),
                        found.of(Finding.CHANGED).objects(),
                        found.of(Finding.SENT).objects());
    }
}
