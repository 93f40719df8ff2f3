package s3migrate.cli.operate;

import java.util.Optional;
import java.util.Set;
import s3migrate.ledger.RouteRecord.Pause;
import s3migrate.route.DeployedStack;
import s3migrate.route.Route;
import s3migrate.store.MissingPermission;

/// What a person does about a route that waits for one, ending in the command that makes it go on.
record RouteAdvice(DeployedStack stack) {

    /// S3's codes for credentials that are unknown, wrong or too old.
    private static final Set<String> CREDENTIALS =
            Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken");

    /// Whoever hands credentials out, refused to: STS does not say whether the external id is
    /// wrong.
    private static final String NO_CREDENTIALS = "NoCredentials";

    /// Empty where nothing waits for a person.
    Optional<String> of(Route route, RouteStatus.State state) {
        return switch (state) {
            case RouteStatus.State.Copying _ -> Optional.empty();
            case RouteStatus.State.NeverCompared _ -> Optional.of("s3migrate run " + route.name());
            case RouteStatus.State.Stopped(_, var because) ->
                    Optional.of(because.isPresent() ? raise(route) : resume(route));
            case RouteStatus.State.Paused(var pause) ->
                    Optional.of(
                            "%s; it goes on by itself within minutes then, or at once: %s"
                                    .formatted(mend(route, pause), resume(route)));
            case RouteStatus.State.Held _ ->
                    Optional.of(
                            "mend it: the next comparison looks again, at once with s3migrate run %s. To go on in spite of it: s3migrate start %s"
                                    .formatted(route.name(), route.name()));
            case RouteStatus.State.WaitsForStart _ ->
                    Optional.of("s3migrate start " + route.name());
            case RouteStatus.State.Asks _ ->
                    Optional.of(
                            "look at the source; if that is right: s3migrate run %s --confirm"
                                    .formatted(route.name()));
        };
    }

    private static String resume(Route route) {
        return "s3migrate resume " + route.name();
    }

    /// For a route that has cost all it may. Workers read their routes every five minutes.
    String raise(Route route) {
        return "raise its spend_cap_usd in migration.json and deploy, or in the parameter %s; 5 minutes later: %s"
                .formatted(stack.parameters().routes(), resume(route));
    }

    private String mend(Route route, Pause pause) {
        if (CREDENTIALS.contains(pause.cause())) {
            return whose(route, pause)
                    .map("put credentials that work into the parameter "::concat)
                    .orElse("give the functions' role credentials that work");
        }
        var mend =
                MissingPermission.in(pause.cause(), pause.reason())
                        .map("allow "::concat)
                        .orElse("mend what the reason names");
        return pause.cause().equals(NO_CREDENTIALS)
                ? whose(route, pause)
                        .map(parameter ->
                                "%s, or put what is right into the parameter %s"
                                        .formatted(mend, parameter))
                        .orElse(mend)
                : mend;
    }

    /// The parameter of the side the reason is about.
    private Optional<String> whose(Route route, Pause pause) {
        var names = stack.parameters();
        return pause.reason().contains("s3://%s/".formatted(route.destination().bucket()))
                ? stack.jobType().destinationParameter(route, names.credentials())
                : stack.jobType().sourceParameter(route, names.credentials());
    }
}
