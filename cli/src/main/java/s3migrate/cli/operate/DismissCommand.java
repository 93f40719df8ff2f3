package s3migrate.cli.operate;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import s3migrate.cli.ExitCode;
import s3migrate.cli.options.Refusals;
import s3migrate.cli.options.S3ObjectUri;
import s3migrate.job.Job;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerEntry;
import s3migrate.object.ObjectLocation;

/// `s3migrate dismiss`.
@Command(
        name = "dismiss",
        description = {
            "Takes failures off the list without copying: of a route, for a reason, of single source objects, or all.",
            "Their dead letters are removed too, and so are messages that nobody can do. A comparison that finds an"
                    + " object missing or changed sends it again all the same: to leave it out for good, put it on the"
                    + " ignore list."
        },
        footer = {
            "  s3migrate dismiss --reason malformed",
            "  s3migrate dismiss --source s3://photos/2024/broken.jpg",
            "  s3migrate dismiss --all"
        },
        exitCodeList = {
            "0:dismissed, if there was any",
            "2:wrong usage",
            "3:could not ask, or broke off"
        })
public final class DismissCommand extends SystemCommand {

    @Mixin private FailureSelection selection = new FailureSelection();

    @Option(
            names = "--source",
            paramLabel = "s3://BUCKET/KEY",
            converter = S3ObjectUri.Converter.class,
            description = "Only this source object; may stand several times.")
    private List<S3ObjectUri> sources = List.of();

    @Option(names = "--all", description = "All failures.")
    private boolean all;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Override
    public List<Runnable> checks(Refusals refusals) {
        boolean chosen = !selection.isEverything() || !sources.isEmpty();
        return List.of(
                selection.check(refusals),
                () ->
                        refusals.unless(
                                sources.stream().noneMatch(source -> source.key().isEmpty()),
                                "--source: accepted is s3://bucket/key"),
                () ->
                        refusals.unless(
                                chosen != all,
                                "accepted is --all, or some of --route, --reason and --source"));
    }

    @Override
    int run(DeployedSystem system, PrintWriter out) {
        system.routes(selection.routes());
        var routes = system.routes();
        var swept = new SweptLetters(system);
        DeadLetters.of(system, routes).each(swept::sweep);
        var dismissed = dismiss(system);
        var removed = new AtomicLong();
        DeadLetters.of(system, routes)
                .each(letter -> {
                    boolean goes =
                            letter.jobs().isEmpty()
                                    ? sources.isEmpty() && selection.takes(letter)
                                    : isDismissed(letter, dismissed)
                                            || isLeftBehind(letter, system.ledger());
                    if (goes) {
                        removed.incrementAndGet();
                    }
                    return goes;
                });
        out.println(
                json
                        ? Json.line(
                                Map.of(
                                        "objects", dismissed.size(),
                                        "dead_letters_removed", removed.get()))
                        : "Dismissed %,d failed objects and removed %,d dead letters."
                                .formatted(dismissed.size(), removed.get()));
        return ExitCode.OK;
    }

    private static boolean isDismissed(DeadLetter letter, Set<ObjectLocation> dismissed) {
        return letter.jobs().stream().map(Job::destination).allMatch(dismissed::contains);
    }

    /// Whether an earlier dismissal broke off before it came to the letter, or its objects were
    /// copied since: none of them is a failure any more.
    private boolean isLeftBehind(DeadLetter letter, Ledger ledger) {
        var destinations = letter.jobs().stream().map(Job::destination).toList();
        return selection.takes(letter)
                && letter.jobs().stream().map(Job::source).allMatch(this::isOfSources)
                && ledger.find(Set.copyOf(destinations)).values().stream()
                        .allMatch(entry -> entry.state() == LedgerEntry.State.DONE);
    }

    /// What somebody else changes meanwhile is no failure any more, or another.
    private Set<ObjectLocation> dismiss(DeployedSystem system) {
        var ledger = system.ledger();
        var dismissed = new HashSet<ObjectLocation>();
        try (var failed = FailedObject.of(system, system.routes())) {
            failed.filter(selection::takes)
                    .filter(one -> isOfSources(one.entry().source().location()))
                    .filter(one ->
                            ledger.replace(
                                    Optional.of(one.entry()),
                                    one.entry().dismissed(system.clock().instant())))
                    .forEach(one -> dismissed.add(one.entry().destination()));
        }
        return dismissed;
    }

    private boolean isOfSources(ObjectLocation source) {
        return sources.isEmpty()
                || sources.contains(new S3ObjectUri(source.bucket(), source.key()));
    }
}
