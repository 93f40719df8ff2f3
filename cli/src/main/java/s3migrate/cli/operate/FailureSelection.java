package s3migrate.cli.operate;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import s3migrate.cli.options.Refusals;

/// Which failures a command is about: all, unless it is told.
final class FailureSelection {

    @Option(
            names = "--route",
            paramLabel = "NAME",
            description = "Only of this route; may stand several times.")
    private List<String> routes = List.of();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Only those whose cause or reason has this in it, such as AccessDenied.")
    private @Nullable String reason;

    List<String> routes() {
        return routes;
    }

    /// An empty reason would be every reason, which nobody means who names one.
    Runnable check(Refusals refusals) {
        return () ->
                refusals.unless(
                        reason == null || !reason.isBlank(),
                        "--reason \"%s\": accepted is what a cause or reason has in it"
                                .formatted(reason));
    }

    boolean isEverything() {
        return routes.isEmpty() && reason == null;
    }

    boolean takes(FailedObject failed) {
        return ofRoute(failed.route())
                && because(failed.cause().name() + "\n" + failed.failure().reason());
    }

    boolean takes(DeadLetter letter) {
        return (routes.isEmpty() || letter.routes().stream().anyMatch(this::ofRoute))
                && because(letter.cause() + "\n" + letter.reason());
    }

    private boolean ofRoute(String route) {
        return routes.isEmpty() || routes.contains(route);
    }

    private boolean because(String text) {
        return reason == null
                || text.toLowerCase(Locale.ROOT).contains(reason.toLowerCase(Locale.ROOT));
    }
}
