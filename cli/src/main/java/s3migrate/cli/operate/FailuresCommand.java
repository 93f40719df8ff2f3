package s3migrate.cli.operate;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import s3migrate.cli.ExitCode;
import s3migrate.cli.options.Refusals;
import s3migrate.cli.options.Written;

/// `s3migrate failures`.
@Command(
        name = "failures",
        description = {
            "Lists what a deployed system gave up, grouped by cause: what, where, why, and what to do.",
            "Objects are those of the ledger, which keeps a failure until it is copied or dismissed; messages"
                    + " that nobody can do are those of the dead-letter queues."
        },
        footer = {
            "  s3migrate failures",
            "  s3migrate failures --route photos-to-china --reason AccessDenied --all",
            "  s3migrate failures --json | jq -r .source"
        },
        exitCodeList = {"0:nothing failed", "1:something did", "2:wrong usage", "3:could not ask"})
public final class FailuresCommand extends SystemCommand {

    @Mixin private FailureSelection selection = new FailureSelection();

    @Option(names = "--all", description = "Every object, after its group.")
    private boolean all;

    @Option(names = "--json", description = "Every failure as JSON, one a line.")
    private boolean json;

    @Override
    public List<Runnable> checks(Refusals refusals) {
        return List.of(selection.check(refusals));
    }

    @Override
    int run(DeployedSystem system, PrintWriter out) {
        system.routes(selection.routes());
        var routes = system.routes();
        var groups = new FailureGroups();
        var alone = new FailureGroups();
        var swept = new SweptLetters(system);
        DeadLetters.of(system, routes)
                .each(letter -> {
                    if (letter.jobs().isEmpty() && selection.takes(letter)) {
                        alone.add(letter);
                        tell(out, letter);
                    }
                    return swept.sweep(letter);
                });
        try (var failed = FailedObject.of(system, routes)) {
            failed.filter(selection::takes)
                    .forEach(one -> {
                        groups.add(one);
                        tell(out, one);
                    });
        }
        if (!json) {
            print(out, system, groups, "object");
            print(out, system, alone, "message");
            if (groups.count() + alone.count() == 0) {
                out.println(
                        selection.isEverything()
                                ? "Nothing failed."
                                : "Nothing that failed is of these.");
            }
        }
        return groups.count() + alone.count() == 0 ? ExitCode.OK : ExitCode.SOME_FAILED;
    }

    private void tell(PrintWriter out, FailedObject failed) {
        if (json) {
            var line = new LinkedHashMap<String, Object>();
            line.put("route", failed.route());
            line.put("source", failed.entry().source().location().toString());
            line.put("destination", failed.entry().destination().toString());
            line.put("cause", failed.cause().name());
            line.put("reason", failed.failure().reason());
            line.put("first_failure", failed.failure().first().toString());
            line.put("last_failure", failed.failure().last().toString());
            line.put("to_do", failed.cause().toDo());
            synchronized (out) {
                out.println(Json.line(line));
            }
        } else if (all) {
            out.printf(
                    "%s → %s: %s%n",
                    failed.entry().source().location(),
                    failed.entry().destination(),
                    failed.failure().reason());
        }
    }

    private void tell(PrintWriter out, DeadLetter letter) {
        if (json) {
            var line =
                    Map.of(
                            "message", letter.body(),
                            "queue", letter.queue(),
                            "cause", letter.cause(),
                            "reason", letter.reason(),
                            "last_failure", letter.sent().toString());
            synchronized (out) {
                out.println(Json.line(new LinkedHashMap<>(line)));
            }
        }
    }

    private static void print(
            PrintWriter out, DeployedSystem system, FailureGroups groups, String noun) {
        for (var group : groups.groups()) {
            out.printf(
                    "%,d %s%s: %s%n",
                    group.count(), noun, group.count() == 1 ? "" : "s", group.cause().name());
            if (!group.routes().isEmpty()) {
                row(out, "route", String.join(", ", group.routes()));
            }
            row(out, "first", at(system, group.first()));
            row(out, "last", at(system, group.last()));
            row(out, "reason", group.reason());
            group.examples().forEach(example -> row(out, noun, example));
            if (group.count() > group.examples().size()) {
                row(out, "", "… and %,d more".formatted(group.count() - group.examples().size()));
            }
            row(
                    out,
                    "to do",
                    noun.equals("object")
                            ? group.cause().toDo()
                            : "send what was meant; then: s3migrate dismiss --reason \"%s\""
                                    .formatted(word(group.cause().name())));
            out.println();
        }
    }

    /// The first word of a cause, which `--reason` finds it by.
    private static String word(String cause) {
        int end = cause.indexOf(':');
        return end < 0 ? cause : cause.substring(0, end);
    }

    private static String at(DeployedSystem system, java.time.Instant time) {
        return "%s, %s"
                .formatted(
                        time.truncatedTo(ChronoUnit.SECONDS),
                        Written.ago(Duration.between(time, system.clock().instant())));
    }

    private static void row(PrintWriter out, String name, String value) {
        out.printf("  %-8s %s%n", name, value);
    }
}
