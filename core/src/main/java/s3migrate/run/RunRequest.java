package s3migrate.run;

/// What a message of the runs queue asks for.
public sealed interface RunRequest {

    /// Start a run of every route.
    record StartAll() implements RunRequest {}

    /// Start a run of this route.
    record Start(String route) implements RunRequest {}

    /// Do the next stretch of a run that was started.
    record Go(String route, String run) implements RunRequest {}

    /// Nothing we know; `reason` names every fault.
    record Malformed(String reason) implements RunRequest {}
}
