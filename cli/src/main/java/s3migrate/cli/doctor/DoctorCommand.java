package s3migrate.cli.doctor;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import s3migrate.cli.options.Checked;
import s3migrate.cli.options.CopyOptions;
import s3migrate.cli.options.Refusals;
import s3migrate.cli.options.S3Uri;
import s3migrate.cli.options.SidesOptions;
import s3migrate.route.RateCaps;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions;
import s3migrate.route.StoreProfile;

/// `s3migrate doctor`.
@Command(
        name = "doctor",
        description = {
            "Looks at both sides before anything is copied: who we are, what may be done, what is set up there",
            "that would hurt, how copies would go, be proved and cost. Leaves nothing behind: writes are tried",
            "by uploads that are ended again, deletes by one that can find nothing."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  s3migrate doctor s3://a/photos s3://b",
            "  s3migrate doctor s3://a s3://b --dest-endpoint https://minio.example:9000 --json",
            "  s3migrate doctor s3://a/photos s3://b/from-jp --from-seed"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ready",
            "1:not ready: faults, each with its remedy, and the statements to paste",
            "2:wrong usage",
            "3:could not start"
        })
public final class DoctorCommand implements Callable<Integer>, Checked {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "SOURCE",
            converter = S3Uri.Converter.class,
            description = "s3://bucket or s3://bucket/folder")
    private @Nullable S3Uri source;

    @Parameters(
            paramLabel = "DESTINATION",
            converter = S3Uri.Converter.class,
            description = "s3://bucket or s3://bucket/folder")
    private @Nullable S3Uri destination;

    @Mixin private SidesOptions sides = new SidesOptions();

    @Mixin private CopyOptions copies = new CopyOptions();

    @Option(names = "--delete", description = "The route also deletes at its destination.")
    private boolean delete;

    @Option(names = "--versions", description = "The route is compared by version.")
    private boolean versions;

    @Option(
            names = "--from-seed",
            description = {
                "Count what amazon-s3-resumable-upload has stored at the destination under other keys, or",
                "without content types. Keys keep the source's folder, as a deployed route's do."
            })
    private boolean fromSeed;

    @Option(names = "--json", description = "Print an object a line, the verdict last.")
    private boolean json;

    @Override
    public List<Runnable> checks(Refusals refusals) {
        var checks = new ArrayList<>(sides.checks(refusals));
        checks.add(() -> copies.check(refusals));
        checks.add(() -> options(refusals));
        return checks;
    }

    @Override
    public Integer call() {
        var from = required(source);
        var to = required(destination);
        var options = options(new Refusals(spec));
        var wish =
                new Visit.Wish(
                        Route.of(from.toRoute(), to.toRoute(), options),
                        sides.source(RateCaps.Cap.NONE),
                        sides.destination(RateCaps.Cap.NONE),
                        options.copy(),
                        sides.destinationStore(),
                        sides.saidOfStore().isPresent()
                                || sides.destinationStore().equals(StoreProfile.AWS),
                        fromSeed);
        var out = spec.commandLine().getOut();
        var report = json ? new DoctorJson(out) : new DoctorReport(out);
        try (var visit = new Visit(wish, InstantSource.system())) {
            visit.doctor().examine(report::add);
        }
        int code = report.end();
        out.flush();
        return code;
    }

    private RouteOptions options(Refusals refusals) {
        var chosen = copies.chosen();
        chosen.put("compare", versions ? "version" : "content");
        chosen.put("delete", String.valueOf(delete));
        if (fromSeed) {
            chosen.put("strip_src_prefix", "false");
        }
        return CopyOptions.read(chosen, refusals);
    }

    /// Picocli has set what it requires before it calls us.
    private static <T> T required(@Nullable T injected) {
        if (injected == null) {
            throw new IllegalStateException("not called by picocli");
        }
        return injected;
    }
}
