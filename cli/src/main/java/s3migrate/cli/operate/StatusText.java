package s3migrate.cli.operate;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import s3migrate.cli.options.Written;
import s3migrate.ledger.CompleteUpTo;
import s3migrate.run.Finding;

/// A status for people. Each number says how old it is.
record StatusText(SystemStatus status) {

    void print(PrintWriter out) {
        out.printf("%s, as of %s%n", status.stack().name(), time(status.asOf()));
        for (var route : status.routes()) {
            out.println();
            print(out, route);
        }
        out.println();
        out.println("Queues, as SQS counts, up to a minute ago");
        out.printf("  %-10s %10s %10s %14s%n", "", "waiting", "at work", "dead letters");
        for (var queue : status.queues()) {
            out.printf(
                    "  %-10s %,10d %,10d %,14d%n",
                    queue.name(), queue.waiting(), queue.atWork(), queue.deadLetters());
        }
        printRunning(out);
        printFailed(out);
    }

    private void print(PrintWriter out, RouteStatus route) {
        out.printf(
                "Route %s: %s to %s%n",
                route.route().name(), route.route().source(), route.route().destination());
        printState(out, route.state());
        new RouteAdvice(status.stack())
                .of(route.route(), route.state())
                .ifPresent(toDo -> row(out, "to do", toDo));
        route.capUsd()
                .ifPresent(cap ->
                        row(
                                out,
                                "spent",
                                "%.2f of %,d USD, at list prices"
                                        .formatted(route.spentUsd(), cap)));
        route.warnings().forEach(warning -> row(out, "warning", warning.text()));
        printProgress(out, route);
    }

    private void printState(PrintWriter out, RouteStatus.State state) {
        switch (state) {
            case RouteStatus.State.Copying _ ->
                    row(
                            out,
                            "state",
                            status.messages() > 0 ? "copying" : "idle, all messages are done");
            case RouteStatus.State.NeverCompared _ -> row(out, "state", "not compared yet");
            case RouteStatus.State.Stopped(var since, var because) ->
                    row(
                            out,
                            "state",
                            "stopped %s, %s"
                                    .formatted(
                                            because.map("as "::concat).orElse("by a person"),
                                            ago(since)));
            case RouteStatus.State.Paused(var pause) -> {
                row(out, "state", "paused, as nothing of it can pass, " + ago(pause.since()));
                row(out, "reason", pause.reason());
            }
            case RouteStatus.State.Held(var look) -> {
                row(
                        out,
                        "state",
                        "held before its first copy, as something is missing, " + ago(look.at()));
                row(out, "asked", look.how());
                look.faults().forEach(fault -> row(out, "fault", fault.text()));
            }
            case RouteStatus.State.WaitsForStart(var plan) -> {
                row(
                        out,
                        "state",
                        plan.sampled()
                                ? "is being counted, to be priced; till then an estimate by samples"
                                : "waits for a person to start it");
                row(out, "plan", StartCommand.text(plan));
            }
            case RouteStatus.State.Asks(var question) ->
                    row(out, "state", "its comparison asks: " + question);
        }
    }

    private void printProgress(PrintWriter out, RouteStatus route) {
        route.complete()
                .ifPresent(complete ->
                        row(
                                out,
                                "complete",
                                "up to %s, %s%s"
                                        .formatted(
                                                time(complete.time()),
                                                ago(complete.time()),
                                                behind(complete))));
        route.comparedUpTo()
                .ifPresent(upTo ->
                        row(
                                out,
                                "compared",
                                "all that was there %s, %s; it handed over %,d objects"
                                        .formatted(time(upTo), ago(upTo), route.handedOver())));
        route.run()
                .filter(run -> run.ended().isEmpty())
                .ifPresent(run ->
                        row(
                                out,
                                "comparing",
                                "since %s: %,d objects found, %,d missing, %,d changed, %,d handed over"
                                        .formatted(
                                                ago(run.started()),
                                                route.found().found().objects(),
                                                route.found().of(Finding.MISSING).objects(),
                                                route.found().of(Finding.CHANGED).objects(),
                                                route.handedOver())));
    }

    private void printRunning(PrintWriter out) {
        if (status.running().isEmpty()) {
            return;
        }
        out.println();
        out.println("In parts, the first few, as the ledger and the destination say now");
        for (var object : status.running()) {
            out.printf(
                    "  %s → %s: %s%s%s%s%n",
                    object.source(),
                    object.destination(),
                    Written.bytes(object.size()),
                    object.percent().map(", %d %%"::formatted).orElse(""),
                    object.left(status.asOf())
                            .map(left -> ", about %s left".formatted(Written.roughly(left)))
                            .orElse(""),
                    object.held() ? "" : ", waits for its next worker");
        }
    }

    private void printFailed(PrintWriter out) {
        out.println();
        if (status.failed().count() == 0) {
            out.println("No object stands as failed.");
            return;
        }
        out.printf(
                "Failed, as the ledger has it now: %,d%s. s3migrate failures says which.%n",
                status.failed().count(),
                status.failed().count() >= SystemStatus.MOST_FAILED ? " or more" : "");
        for (var group : status.failed().groups()) {
            out.printf(
                    "  %,d × %s, first %s, last %s%n",
                    group.count(), group.cause().name(), ago(group.first()), ago(group.last()));
        }
    }

    private static String behind(CompleteUpTo complete) {
        return complete.behind() == 0
                ? ""
                : ", but for %s%s"
                        .formatted(
                                Written.many(complete.behind(), "object", "objects"),
                                complete.since()
                                        .map(since -> ", the first of " + time(since))
                                        .orElse(""));
    }

    private String ago(Instant then) {
        return Written.ago(Duration.between(then, status.asOf()));
    }

    private static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void row(PrintWriter out, String name, String value) {
        out.printf("  %-10s %s%n", name, value);
    }
}
