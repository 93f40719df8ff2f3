package s3migrate.run;

/// How a pass ended that nothing broke.
public sealed interface PassOutcome {

    Totals totals();

    /// Both sides were read to their ends, and every difference is handed over or counted.
    record Complete(Totals totals) implements PassOutcome {}

    /// The time was up; the last checkpoint says where to go on.
    record OutOfTime(Totals totals) implements PassOutcome {}

    /// Another pass has taken the route over.
    record Overtaken(Totals totals) implements PassOutcome {}
}
