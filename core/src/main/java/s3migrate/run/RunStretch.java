package s3migrate.run;

import java.time.Instant;
import s3migrate.ledger.LookRecord;
import s3migrate.ledger.PlanRecord;

/// How one invocation's share of a run ended.
public sealed interface RunStretch {

    /// The run has come to its end.
    record Ended(String run, Totals totals) implements RunStretch {}

    /// The time was up, and messages go on with it. `totals` is what was found so far.
    record OutOfTime(String run, Totals totals) implements RunStretch {}

    /// Somebody else is at what is left, at least until then; a message looks again.
    record Busy(Instant until) implements RunStretch {}

    /// Everything was compared, and does not count until a person has answered. `news` is whether
    /// the run before did not ask.
    record Asks(String run, String question, Totals totals, boolean news) implements RunStretch {}

    /// The run was dry, and what it found is too much to begin with copying: that waits for a
    /// person. `news` is whether it did not wait before.
    record Waits(String run, PlanRecord plan, Totals totals, boolean news) implements RunStretch {}

    /// The run was to be dry, and nothing was listed: something is missing without which no copy
    /// passes. The next start looks again. `news` is whether the last look found something else.
    record Held(String run, LookRecord look, boolean news) implements RunStretch {}

    /// The route waits, for this reason. The next start goes on where the run stands.
    record Paused(String run, String reason) implements RunStretch {}

    /// The run was over before.
    record Over() implements RunStretch {}
}
