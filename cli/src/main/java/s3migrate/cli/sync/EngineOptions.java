package s3migrate.cli.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import s3migrate.cli.options.Refusals;
import s3migrate.cli.options.SideOptions;

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

    /// The directory of a route between these sides. Of buckets outside of AWS it names the stores,
    /// as others have buckets of the same names.
    Path stateOf(String route, SideOptions source, SideOptions destination) {
        var stores = List.of(source.store(), destination.store());
        boolean ofAws = stores.equals(List.of(SideOptions.AWS, SideOptions.AWS));
        return stateDirectory()
                .resolve(
                        ofAws
                                ? route
                                : stores.stream()
                                        .map(store -> URLEncoder.encode(store, UTF_8))
                                        .collect(Collectors.joining("+", route + "+", "")));
    }

    private Path stateDirectory() {
        return state != null ? state : usualState(System.getenv(), System.getProperty("user.home"));
    }

    /// By the XDG base directories, whose relative paths do not count. As in a shell, HOME goes
    /// before the `home` that the system knows of the user.
    static Path usualState(Map<String, String> environment, String home) {
        return absolute(environment.get("XDG_STATE_HOME"))
                .orElseGet(() ->
                        absolute(environment.get("HOME"))
                                .orElse(Path.of(home))
                                .resolve(".local")
                                .resolve("state"))
                .resolve("s3migrate");
    }

    private static Optional<Path> absolute(@Nullable String path) {
        return Optional.ofNullable(path).map(Path::of).filter(Path::isAbsolute);
    }
}
