package s3migrate.cli.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import s3migrate.cli.CouldNotStart;
import s3migrate.cli.ExitCode;
import s3migrate.cli.options.CopyOptions;
import s3migrate.cli.options.Refusals;
import s3migrate.cli.options.S3Uri;
import s3migrate.cli.options.SidesOptions;
import s3migrate.route.BucketPrefix;
import s3migrate.route.IgnoreList;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions;

/// `s3migrate sync`.
@Command(
        name = "sync",
        description = {
            "Compares two buckets, or folders of them, and copies what is missing or changed at the"
                    + " destination.",
            "Killed at any moment and started again, it goes on from the parts that are there."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  s3migrate sync s3://a/photos s3://b --dry-run",
            "  s3migrate sync s3://a s3://b --dry-run --sample",
            "  s3migrate sync s3://a s3://b/backup --source-profile prod --dest-profile china"
                    + " --dest-region cn-north-1",
            "  s3migrate sync s3://a s3://b --dest-endpoint https://minio.example:9000",
            "  s3migrate sync s3://a s3://b --exclude '*.tmp' --delete --max-delete 100",
            "  s3migrate sync s3://a s3://b --files-from keys.txt --max-objects 10",
            "  s3migrate sync --routes routes.json --source-role"
                    + " arn:aws:iam::111122223333:role/reader"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing failed: all is equal, but for what filters, --overwrite never and --max-objects leave",
            "1:some objects failed, each with its reason, or more were to be deleted than may be",
            "2:wrong usage",
            "3:could not start: nothing was done, for instance as the first sync would overwrite"
                    + " what it did not write",
            "4:stopped, because no object of the route can pass, or the state directory fails",
            "130:interrupted: started again it goes on"
        })
public final class SyncCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SOURCE",
            converter = S3Uri.Converter.class,
            description = "s3://bucket or s3://bucket/folder")
    private @Nullable S3Uri source;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DESTINATION",
            converter = S3Uri.Converter.class,
            description =
                    "s3://bucket or s3://bucket/folder; keys below the source's folder go below"
                            + " this one")
    private @Nullable S3Uri destination;

    @Option(
            names = "--routes",
            paramLabel = "FILE",
            description = {
                "Instead of both: routes with their options, as a deployed system has them (section 2 of",
                "docs/contracts.md), one after the other."
            })
    private @Nullable Path routes;

    @Mixin private SidesOptions sides = new SidesOptions();

    @Mixin private RateOptions rates = new RateOptions();

    @Option(
            names = "--dry-run",
            description = "Compare and say what would be copied; write nothing.")
    private boolean dryRun;

    @Option(
            names = "--sample",
            description = {
                "With --dry-run, for buckets of millions: an estimate by some thousand requests, two to four cents,",
                "as bounds between which the counts and the price are."
            })
    private boolean sample;

    @Option(
            names = "--ignore-list",
            paramLabel = "FILE",
            description =
                    "Patterns against bucket/key, one a line: * ? [abc], # comments, ! takes in"
                            + " again.")
    private @Nullable Path ignoreList;

    @Option(
            names = "--files-from",
            paramLabel = "FILE",
            description = {
                "Only these keys below the source's folder, one a line; - reads them from standard input.",
                "Nothing is listed. One that the source does not have is a failure."
            })
    private @Nullable String filesFrom;

    @Option(
            names = "--max-objects",
            paramLabel = "N",
            description = "Copy this many objects at the most; the next sync goes on.")
    private @Nullable Integer maxObjects;

    @Mixin private FilterOptions filter = new FilterOptions();

    @Option(
            names = "--compare",
            paramLabel = "WHAT",
            defaultValue = "content",
            description = {
                "When both sides count as equal: content (what proves the bytes), size, metadata (content and",
                "headers: two requests an object) or always, which copies whatever is not proved equal",
                "(default: ${DEFAULT-VALUE})."
            })
    private String compare = "content";

    @Option(
            names = "--delete",
            description = {
                "Delete what is at the destination only, at the end and after a look at both sides; not where",
                "a listing was not complete, nor what a pattern leaves out."
            })
    private boolean delete;

    @Option(
            names = "--max-delete",
            paramLabel = "N",
            description = {
                "With --delete: if there is more to delete, nothing is (default: 1,000 or 1 %% of the source's",
                "objects, whichever is less)."
            })
    private @Nullable String maxDelete;

    @Mixin private CopyOptions copies = new CopyOptions();

    @Mixin private EngineOptions engine = new EngineOptions();

    @Override
    public Integer call() throws InterruptedException {
        var refusals = new Refusals(spec);
        var checks = new ArrayList<>(engine.checks(refusals));
        checks.add(() -> sides.check(refusals));
        checks.add(() -> copies.check(refusals));
        checks.add(() -> checkExtent(refusals));
        checks.add(() -> {
            if (routes == null && destination != null) {
                refuseCircle(route(refusals), refusals);
            }
        });
        refusals.unlessAll(checks);
        var output = Output.of(spec.commandLine(), engine.json());
        int worst = ExitCode.OK;
        var all = routes == null ? List.of(route(refusals)) : RoutesFile.read(routes);
        for (var route : all) {
            if (all.size() > 1) {
                output.announce(route);
            }
            worst = Math.max(worst, sync(copies.over(route, refusals), output, all.size() > 1));
        }
        return worst;
    }

    /// One route of several that cannot start does not keep the others from it.
    private int sync(Route route, Output output, boolean oneOfSeveral) throws InterruptedException {
        try {
            return Sync.run(plan(route), output);
        } catch (CouldNotStart why) {
            if (!oneOfSeveral) {
                throw why;
            }
            output.complain(String.valueOf(why.getMessage()));
            return ExitCode.COULD_NOT_START;
        }
    }

    private void checkExtent(Refusals refusals) {
        if (routes != null) {
            boolean alone =
                    source == null
                            && filesFrom == null
                            && !delete
                            && maxDelete == null
                            && compare.equals("content")
                            && !filter.given()
                            && !copies.given();
            if (!alone) {
                throw refusals.because(
                        "--routes says which objects go where and how: accepted with it are options"
                                + " about sides, rates and this machine, --ignore-list,"
                                + " --overwrite, --max-objects, --dry-run and --sample");
            }
        } else if (destination == null) {
            throw refusals.because(
                    "Missing required parameter: '%s'"
                            .formatted(
                                    source == null ? "SOURCE' and 'DESTINATION" : "DESTINATION"));
        }
        if (maxObjects != null) {
            refusals.unlessWithin("--max-objects", maxObjects, 1, Integer.MAX_VALUE);
            if (dryRun) {
                throw refusals.because(
                        "--max-objects and --dry-run exclude each other, as a dry run counts all");
            }
        }
        if (sample && (!dryRun || filesFrom != null)) {
            throw refusals.because("--sample: accepted only with --dry-run, without --files-from");
        }
        if (maxDelete != null && !delete) {
            throw refusals.because("--max-delete: accepted only with --delete");
        }
        if (delete && filesFrom != null) {
            throw refusals.because(
                    "--delete and --files-from exclude each other: nothing is listed, and so nothing"
                            + " is known to be at the destination only");
        }
        if (compare.equals("version")) {
            throw refusals.because(
                    "--compare version: accepted are content, size, metadata and always, as"
                            + " versions are compared by the ledger of a deployed system");
        }
    }

    private Route route(Refusals refusals) {
        if (source == null || destination == null) {
            throw refusals.because("accepted are SOURCE and DESTINATION, or --routes");
        }
        var chosen = new HashMap<>(copies.chosen());
        chosen.put("compare", compare);
        chosen.put("delete", String.valueOf(delete));
        if (maxDelete != null) {
            chosen.put("max_delete", maxDelete);
        }
        var options = CopyOptions.read(chosen, refusals).withFilter(filter.filter());
        return Route.of(source.toRoute(), destination.toRoute(), options);
    }

    private void refuseCircle(Route route, Refusals refusals) {
        if (route.feeds(route) && sides.shareBuckets()) {
            throw refusals.because(
                    "%s and %s overlap: copies would be copied again"
                            .formatted(uri(route.source()), uri(route.destination())));
        }
    }

    private static S3Uri uri(BucketPrefix end) {
        return new S3Uri(end.bucket(), end.prefix());
    }

    private SyncPlan plan(Route route) {
        var options = route.options();
        var byDefault = Route.of(route.source(), route.destination(), RouteOptions.DEFAULT);
        var from = sides.source(rates.source());
        var to = sides.destination(rates.destination());
        return new SyncPlan(
                route,
                from,
                to,
                options.destinationStore().orElseGet(sides::destinationStore),
                ignored(),
                Optional.ofNullable(filesFrom)
                        .map(name -> KeysFile.read(name, route.source().prefix())),
                maxObjects == null ? OptionalLong.empty() : OptionalLong.of(maxObjects),
                copies.overwriteAsked(),
                dryRun,
                sample,
                engine.engine(),
                engine.stateOf(byDefault.name(), from, to));
    }

    private IgnoreList ignored() {
        if (ignoreList == null) {
            return IgnoreList.EMPTY;
        }
        try {
            return IgnoreList.parse(Files.readString(ignoreList));
        } catch (IOException | UncheckedIOException unreadable) {
            throw new CouldNotStart(
                    "--ignore-list %s cannot be read: %s".formatted(ignoreList, unreadable),
                    unreadable);
        }
    }
}
