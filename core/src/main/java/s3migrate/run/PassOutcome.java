package s3migrate.run;

/// How a pass ended that nothing broke. `totals` is of the ranges it went through.
public sealed interface PassOutcome {

    Totals totals();

    /// No range is left that nobody is at.
    record Complete(Totals totals) implements PassOutcome {}

    /// The route waits, for this reason; the last checkpoints say where to go on.
    record Paused(String reason, Totals totals) implements PassOutcome {}

    /// The time was up; the last checkpoints say where to go on.
    record OutOfTime(Totals totals) implements PassOutcome {}
}
