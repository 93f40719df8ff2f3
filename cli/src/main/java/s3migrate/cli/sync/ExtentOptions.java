package s3migrate.cli.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import s3migrate.cli.CouldNotStart;
import s3migrate.cli.options.Refusals;
import s3migrate.route.Filter;
import s3migrate.route.IgnoreList;
import s3migrate.route.Route;

/// Which objects a sync is about, and how many of them.
final class ExtentOptions {

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

    /// What does not go together, each with its own refusal.
    List<Runnable> checks(boolean dryRun, Refusals refusals) {
        var checks = new ArrayList<>(filter.checks(refusals));
        checks.add(() -> checkMost(dryRun, refusals));
        return checks;
    }

    private void checkMost(boolean dryRun, Refusals refusals) {
        if (maxObjects != null) {
            refusals.unlessWithin("--max-objects", maxObjects, 1, Integer.MAX_VALUE);
            if (dryRun) {
                throw refusals.because(
                        "--max-objects and --dry-run exclude each other, as a dry run counts all");
            }
        }
    }

    /// Whether objects are named, or left out by what routes say of themselves.
    boolean given() {
        return namesKeys() || filter.given();
    }

    boolean namesKeys() {
        return filesFrom != null;
    }

    Filter filter() {
        return filter.filter();
    }

    OptionalLong maxObjects() {
        return maxObjects == null ? OptionalLong.empty() : OptionalLong.of(maxObjects);
    }

    /// The keys a sync of the route is about, instead of all.
    Optional<List<String>> keys(Route route) {
        return Optional.ofNullable(filesFrom)
                .map(name -> KeysFile.read(name, route.source().prefix()));
    }

    IgnoreList ignored() {
        if (ignoreList == null) {
            return IgnoreList.EMPTY;
        }
        try {
            return IgnoreList.parse(Files.readString(ignoreList));
        } catch (IOException | UncheckedIOException unreadable) {
            throw CouldNotStart.unreadable("--ignore-list " + ignoreList, unreadable);
        }
    }
}
