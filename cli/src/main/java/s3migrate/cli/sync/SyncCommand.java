package s3migrate.cli.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import s3migrate.cli.options.CopyOptions;
import s3migrate.cli.options.Refusals;
import s3migrate.cli.options.S3Uri;
import s3migrate.cli.options.SidesOptions;
import s3migrate.route.IgnoreList;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions.Compare;
import s3migrate.route.RouteOptions.Copy;

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
            "  s3migrate sync s3://a s3://b/backup --source-profile prod --dest-profile china"
                    + " --region cn-north-1",
            "  s3migrate sync s3://a s3://b --dest-endpoint https://minio.example:9000"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:equal",
            "1:some objects failed, each with its reason",
            "2:wrong usage",
            "3:could not start",
            "4:stopped, because no object of the route can pass"
        })
public final class SyncCommand implements Callable<Integer> {

    private static final long MIB = 1L << 20;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "SOURCE",
            converter = S3Uri.Converter.class,
            description = "s3://bucket or s3://bucket/folder")
    private @Nullable S3Uri source;

    @Parameters(
            paramLabel = "DESTINATION",
            converter = S3Uri.Converter.class,
            description =
                    "s3://bucket or s3://bucket/folder; keys below the source's folder go below"
                            + " this one")
    private @Nullable S3Uri destination;

    @Mixin private SidesOptions sides = new SidesOptions();

    @Option(
            names = "--dry-run",
            description = "Compare and say what would be copied; write nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print failures and totals as JSON, one object a line.")
    private boolean json;

    @Option(
            names = "--ignore-list",
            paramLabel = "FILE",
            description =
                    "Patterns against bucket/key, one a line: * ? [abc], # comments, ! takes in"
                            + " again.")
    private @Nullable Path ignoreList;

    @Mixin private FilterOptions filter = new FilterOptions();

    @Option(
            names = "--copy",
            paramLabel = "WAY",
            defaultValue = "auto",
            description = {
                "Who moves the bytes: server (S3 itself), stream (this machine), or auto: S3 where"
                        + " one",
                "profile reaches both sides in one partition or at one endpoint (default:"
                        + " ${DEFAULT-VALUE})."
            })
    private Copy copy = Copy.AUTO;

    @Option(
            names = "--compare",
            paramLabel = "WHAT",
            defaultValue = "content",
            description = {
                "When both sides count as equal: content (what proves the bytes), size, metadata"
                        + " (content and",
                "headers: two requests an object) or always, which copies whatever is not proved"
                        + " equal",
                "(default: ${DEFAULT-VALUE})."
            })
    private Compare compare = Compare.CONTENT;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "32",
            description = "Connections per side at once (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Mixin private RateOptions rates = new RateOptions();

    @Option(
            names = "--part-mib",
            paramLabel = "N",
            defaultValue = "64",
            description = "Part size in MiB, 5 to 5120 (default: ${DEFAULT-VALUE}).")
    private int partMib;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description =
                    "Where open uploads and evidence are written down (default:"
                            + " ~/.local/state/s3migrate).")
    private @Nullable Path state;

    @Mixin private CopyOptions copies = new CopyOptions();

    @Override
    public Integer call() throws InterruptedException {
        var from = required(source);
        var to = required(destination);
        var refusals = new Refusals(spec);
        refusals.unlessWithin("--connections", connections, 1, 1_000);
        refusals.unlessWithin("--part-mib", partMib, 5, 5_120);
        if (compare == Compare.VERSION) {
            throw refusals.because(
                    "--compare version: accepted are content, size, metadata and always, as"
                            + " versions are compared by the ledger of a deployed system");
        }
        var options = copies.route(compare, refusals).withFilter(filter.filter());
        var route = Route.of(from.toRoute(), to.toRoute(), options);
        if (route.feeds(route)) {
            throw refusals.because(
                    "%s and %s overlap: copies would be copied again".formatted(from, to));
        }
        var plan =
                new Sync.Plan(
                        route,
                        sides.source(rates.source()),
                        sides.destination(rates.destination()),
                        ignored(),
                        copy,
                        sides.destinationStore(),
                        stateDirectory().resolve(route.name()),
                        connections,
                        partMib * MIB,
                        dryRun,
                        json);
        return new Sync(plan, System.out, System.err).run();
    }

    private IgnoreList ignored() {
        if (ignoreList == null) {
            return IgnoreList.EMPTY;
        }
        try {
            return IgnoreList.parse(Files.readString(ignoreList));
        } catch (IOException unreadable) {
            throw new CouldNotStart(
                    "--ignore-list %s cannot be read: %s".formatted(ignoreList, unreadable),
                    unreadable);
        } catch (UncheckedIOException unreadable) {
            throw new CouldNotStart(
                    "--ignore-list %s cannot be read: %s"
                            .formatted(ignoreList, unreadable.getMessage()),
                    unreadable);
        }
    }

    private Path stateDirectory() {
        if (state != null) {
            return state;
        }
        var home = Path.of(System.getProperty("user.home"));
        return Optional.ofNullable(System.getenv("XDG_STATE_HOME"))
                .filter(given -> !given.isEmpty())
                .map(Path::of)
                .orElse(home.resolve(".local").resolve("state"))
                .resolve("s3migrate");
    }

    /// Picocli has set what it requires before it calls us.
    private static <T> T required(@Nullable T injected) {
        if (injected == null) {
            throw new IllegalStateException("not called by picocli");
        }
        return injected;
    }
}
