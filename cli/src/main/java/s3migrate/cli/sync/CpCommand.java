package s3migrate.cli.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import s3migrate.cli.options.Checked;
import s3migrate.cli.options.CopyOptions;
import s3migrate.cli.options.Refusals;
import s3migrate.cli.options.S3ObjectUri;
import s3migrate.cli.options.SidesOptions;
import s3migrate.object.ObjectLocation;
import s3migrate.route.BucketPrefix;
import s3migrate.route.IgnoreList;
import s3migrate.route.Route;

/// `s3migrate cp`.
@Command(
        name = "cp",
        description = {
            "Copies one object, proved like each of a sync.",
            "Killed at any moment and started again, it goes on from the parts that are there."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  s3migrate cp s3://a/film.mov s3://b/films/",
            "  s3migrate cp s3://a/film.mov s3://b/copy.mov --storage-class GLACIER_IR",
            "  s3migrate cp s3://public/data.bin s3://b --anonymous --source-region us-west-2"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the destination has it",
            "1:it was not copied, for the reason that is said",
            "2:wrong usage",
            "3:could not start: nothing was done",
            "4:stopped, because nothing can pass between the two buckets, or the state directory fails",
            "130:interrupted: started again it goes on"
        })
public final class CpCommand implements Callable<Integer>, Checked {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "SOURCE",
            converter = S3ObjectUri.Converter.class,
            description = "s3://bucket/key")
    private @Nullable S3ObjectUri source;

    @Parameters(
            index = "1",
            paramLabel = "DESTINATION",
            converter = S3ObjectUri.Converter.class,
            description = "s3://bucket/key; s3://bucket or s3://bucket/folder/ keep the name")
    private @Nullable S3ObjectUri destination;

    @Mixin private SidesOptions sides = new SidesOptions();

    @Mixin private RateOptions rates = new RateOptions();

    @Mixin private CopyOptions copies = new CopyOptions();

    @Mixin private EngineOptions engine = new EngineOptions();

    @Override
    public List<Runnable> checks(Refusals refusals) {
        var checks = new ArrayList<>(engine.checks(refusals));
        checks.addAll(sides.checks(refusals));
        checks.add(() -> copies.check(refusals));
        checks.add(() -> CopyOptions.read(copies.chosen(), refusals));
        checks.add(() -> ends(refusals));
        return checks;
    }

    @Override
    public Integer call() throws InterruptedException {
        var refusals = new Refusals(spec);
        var ends = ends(refusals);
        return CopyOne.run(
                plan(ends, refusals),
                ends.from(),
                ends.to(),
                Output.of(spec.commandLine(), engine.json()));
    }

    private record Ends(ObjectLocation from, ObjectLocation to) {}

    private Ends ends(Refusals refusals) {
        if (source == null || destination == null || source.key().isEmpty()) {
            throw refusals.because(
                    "SOURCE: accepted is s3://bucket/key; s3migrate sync copies buckets and folders");
        }
        try {
            var from = new ObjectLocation(source.bucket(), source.key());
            var to = destination.under(from);
            if (from.equals(to) && sides.shareBuckets()) {
                throw refusals.because("SOURCE and DESTINATION are both %s".formatted(from));
            }
            return new Ends(from, to);
        } catch (IllegalArgumentException wrong) {
            throw refusals.because(String.valueOf(wrong.getMessage()));
        }
    }

    /// The route is the two keys: a copy that was killed is known by it.
    private SyncPlan plan(Ends ends, Refusals refusals) {
        var route =
                Route.of(
                        new BucketPrefix(ends.from().bucket(), ends.from().key()),
                        new BucketPrefix(ends.to().bucket(), ends.to().key()),
                        CopyOptions.read(copies.chosen(), refusals));
        var from = sides.source(rates.source());
        var to = sides.destination(rates.destination());
        return new SyncPlan(
                route,
                from,
                to,
                sides.destinationStore(),
                IgnoreList.EMPTY,
                Optional.empty(),
                OptionalLong.empty(),
                copies.overwriteAsked(),
                false,
                false,
                engine.engine(),
                engine.stateOf(route.name(), from, to));
    }
}
