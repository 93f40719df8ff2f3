package s3migrate.cli.sync;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
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
import s3migrate.cli.options.Checked;
import s3migrate.cli.options.CopyOptions;
import s3migrate.cli.options.Refusals;
import s3migrate.cli.options.S3Uri;
import s3migrate.cli.options.SidesOptions;
import s3migrate.route.BucketPrefix;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions;

/// `s3migrate sync`.
@Command(
        name = "sync",
        description = {
            "Compares two buckets, or folders of them, and copies what is missing or changed at the"
                    + " destination.",
            "Killed at any moment and started again, it goes on from the parts that are there.",
            "What would overwrite anything wants --overwrite said, until a sync of all objects settles it."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  s3migrate sync s3://a/photos s3://b --dry-run",
            "  s3migrate sync s3://a s3://b --dry-run --sample",
            "  s3migrate sync s3://a s3://b/backup --source-profile prod --dest-profile china"
                    + " --dest-region cn-north-1",
            "  s3migrate sync s3://a s3://b --dest-endpoint https://minio.example:9000",
            "  s3migrate sync s3://a s3://b --exclude \"*.tmp\" --delete --max-delete 100",
            "  s3migrate sync s3://a s3://b --files-from keys.txt --max-objects 10",
            "  s3migrate sync --routes routes.json --source-role"
                    + " arn:aws:iam::111122223333:role/reader"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing failed: all is equal, but for what filters, --overwrite never and --max-objects leave",
            "1:some objects failed, each with its reason, and nothing was deleted then, or more were to be"
                    + " deleted than may be",
            "2:wrong usage",
            "3:could not start: nothing was done, for instance as the first sync would overwrite"
                    + " what it did not write",
            "4:stopped, because no object of the route can pass, or the state directory fails",
            "130:interrupted: started again it goes on"
        })
public final class SyncCommand implements Callable<Integer>, Checked {

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

    @Mixin private ExtentOptions extent = new ExtentOptions();

    @Mixin private DifferenceOptions differences = new DifferenceOptions();

    @Mixin private CopyOptions copies = new CopyOptions();

    @Mixin private EngineOptions engine = new EngineOptions();

    @Override
    public List<Runnable> checks(Refusals refusals) {
        var checks = new ArrayList<>(engine.checks(refusals));
        checks.addAll(sides.checks(refusals));
        checks.add(() -> copies.check(refusals));
        checks.add(() -> checkEnds(refusals));
        checks.addAll(extent.checks(dryRun, refusals));
        checks.add(() -> differences.checkDelete(extent.namesKeys(), refusals));
        checks.add(() -> differences.checkCompare(refusals));
        checks.add(() ->
                refusals.unless(
                        !sample || (dryRun && !extent.namesKeys()),
                        "--sample: accepted only with --dry-run, without --files-from"));
        checks.add(() -> options(refusals));
        return checks;
    }

    @Override
    public Integer call() throws InterruptedException {
        var refusals = new Refusals(spec);
        var output = Output.of(spec.commandLine(), engine.json());
        int worst = ExitCode.OK;
        var all = routes == null ? List.of(route(options(refusals))) : RoutesFile.read(routes);
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

    private void checkEnds(Refusals refusals) {
        if (routes != null) {
            boolean alone =
                    source == null && !extent.given() && !differences.given() && !copies.given();
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
        } else {
            refuseCircle(refusals);
        }
    }

    private void refuseCircle(Refusals refusals) {
        var ends = route(RouteOptions.DEFAULT);
        if (ends.feeds(ends) && sides.shareBuckets()) {
            throw refusals.because(
                    "%s and %s overlap: copies would be copied again"
                            .formatted(uri(ends.source()), uri(ends.destination())));
        }
    }

    private static S3Uri uri(BucketPrefix end) {
        return new S3Uri(end.bucket(), end.prefix());
    }

    private RouteOptions options(Refusals refusals) {
        var chosen = new HashMap<>(copies.chosen());
        differences.putInto(chosen);
        return CopyOptions.read(chosen, refusals).withFilter(extent.filter());
    }

    /// Between the two ends that were given.
    private Route route(RouteOptions options) {
        return Route.of(
                Optional.ofNullable(source).orElseThrow().toRoute(),
                Optional.ofNullable(destination).orElseThrow().toRoute(),
                options);
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
                extent.ignored(),
                extent.keys(route),
                extent.maxObjects(),
                copies.overwriteAsked(),
                dryRun,
                sample,
                engine.engine(),
                engine.stateOf(byDefault.name(), from, to));
    }
}
