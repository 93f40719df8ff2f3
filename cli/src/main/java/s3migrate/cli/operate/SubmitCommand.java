package s3migrate.cli.operate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import s3migrate.cli.CouldNotStart;
import s3migrate.cli.ExitCode;
import s3migrate.cli.options.Refusals;
import s3migrate.cli.options.Written;
import s3migrate.object.ObjectLocation;
import s3migrate.store.s3.OwnFiles;
import s3migrate.time.Sleeper;

/// `s3migrate submit`.
@Command(
        name = "submit",
        description = {
            "Orders single copies of a deployed system: one, or a list of them, one a line as",
            "  s3://bucket/key s3://bucket/key",
            "or as the JSON object that other systems send. Each has an id, which outcome events carry."
        },
        footer = {
            "  s3migrate submit s3://photos/a.jpg s3://backup/from-jp/a.jpg --wait",
            "  s3migrate submit --list copies.txt --id night-42",
            "  some-command | s3migrate submit --list - --wait --timeout 600",
            "  s3migrate submit --list s3://lists/copies.txt"
        },
        exitCodeList = {
            "0:sent; with --wait, all are there",
            "1:with --wait: some failed, or were not done in time",
            "2:wrong usage",
            "3:could not send; some of a list may be sent"
        })
public final class SubmitCommand extends SystemCommand {

    private static final int SENT_TOGETHER = 10;
    private static final int MAX_ID = 200;

    @Parameters(
            paramLabel = "s3://BUCKET/KEY",
            arity = "0..2",
            description = "The source object, and what it becomes.")
    private List<String> objects = List.of();

    @Option(
            names = "--list",
            paramLabel = "FILE",
            description = "A list of copies: a file, - for standard input, or s3://bucket/key.")
    private @Nullable String list;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "Id of the copy, or of the list: -1, -2 … is added (default: a new one).")
    private String id = "submit-" + UUID.randomUUID();

    @Option(names = "--wait", description = "Stay until every copy is there or failed.")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "86400",
            description = "Longest wait (default: ${DEFAULT-VALUE}).")
    private int timeout;

    @Option(names = "--json", description = "Print what became of each copy as JSON, one a line.")
    private boolean json;

    @Override
    public List<Runnable> checks(Refusals refusals) {
        return List.of(
                () -> checkObjects(refusals),
                () -> refusals.unlessWithin("--timeout", timeout, 1, 1_000_000),
                () ->
                        refusals.unless(
                                !id.isEmpty() && id.length() <= MAX_ID,
                                "--id: accepted is a text of 1 to 200 characters"));
    }

    private void checkObjects(Refusals refusals) {
        refusals.unless(
                list == null ? objects.size() == 2 : objects.isEmpty(),
                "accepted are two objects, source and destination, or --list");
        refusals.unless(
                list != null || ordered().isPresent(),
                "\"%s\": accepted is s3://bucket/key for each"
                        .formatted(String.join("\" \"", objects)));
    }

    private Optional<Submission> ordered() {
        return Submission.of(objects.get(0), objects.get(1), id);
    }

    @Override
    int run(DeployedSystem system, PrintWriter out) throws InterruptedException {
        var copies = copies(system);
        var start = system.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        copies.stream()
                .map(Submission::message)
                .gather(Gatherers.windowFixed(SENT_TOGETHER))
                .forEach(some ->
                        system.sender()
                                .sendTogether(system.stack().events().url(), some, Duration.ZERO));
        if (!json) {
            out.printf(
                    "Sent %s with the id %s.%n", Written.many(copies.size(), "copy", "copies"), id);
            out.flush();
        }
        if (!wait) {
            return ExitCode.OK;
        }
        var waiting = new SubmitWait(system, start, Duration.ofSeconds(timeout), Sleeper.system());
        return waiting.until(copies, json, out) ? ExitCode.OK : ExitCode.SOME_FAILED;
    }

    private List<Submission> copies(DeployedSystem system) {
        if (list == null) {
            return List.of(ordered().orElseThrow());
        }
        return Submission.ofList("--list " + list, text(system, list), id);
    }

    private static String text(DeployedSystem system, String from) {
        try {
            if (from.equals("-")) {
                return new String(System.in.readAllBytes(), UTF_8);
            }
            if (!from.startsWith("s3://")) {
                return Files.readString(Path.of(from));
            }
            int slash = from.indexOf('/', "s3://".length());
            if (slash < 0 || slash == from.length() - 1) {
                throw new CouldNotStart("--list %s: accepted is s3://bucket/key".formatted(from));
            }
            return OwnFiles.text(
                    system.access(),
                    new ObjectLocation(
                            from.substring("s3://".length(), slash), from.substring(slash + 1)));
        } catch (IOException unreadable) {
            throw CouldNotStart.unreadable("--list " + from, unreadable);
        }
    }
}
