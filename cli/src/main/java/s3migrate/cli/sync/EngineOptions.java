package s3migrate.cli.sync;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import s3migrate.cli.options.Refusals;

/// How hard this machine works, and where it keeps what it has to remember.
final class EngineOptions {

    private static final long MIB = 1L << 20;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "32",
            description = "Connections per side at once (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--parts-at-once",
            paramLabel = "N",
            defaultValue = "8",
            description =
                    "Parts of one object at once, out of the connections; S3 by itself takes as many as"
                            + " it can (default: ${DEFAULT-VALUE}).")
    private int partsAtOnce;

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

    @Option(
            names = "--json",
            description = "Print progress, failures and totals as JSON, one object a line.")
    private boolean json;

    List<Runnable> checks(Refusals refusals) {
        return List.of(
                () -> refusals.unlessWithin("--connections", connections, 1, 1_000),
                () -> refusals.unlessWithin("--parts-at-once", partsAtOnce, 1, 1_000),
                () -> refusals.unlessWithin("--part-mib", partMib, 5, 5_120));
    }

    Engine engine() {
        return new Engine(connections, Math.min(partsAtOnce, connections), partMib * MIB);
    }

    boolean json() {
        return json;
    }

    /// The directory of all routes.
    Path stateDirectory() {
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
}
