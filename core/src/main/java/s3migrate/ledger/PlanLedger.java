package s3migrate.ledger;

import java.time.Instant;
import java.util.Optional;

/// The latest plan of each route. Reads are consistent. Times are kept to the millisecond. Fails
/// with a `LedgerException`.
public interface PlanLedger {

    /// The latest plan of this route.
    Optional<PlanRecord> find(String route);

    /// Writes `next` if the plan still is that of the run of `seen`, approved or not as it was then
    /// (empty: if there still is none).
    ///
    /// @return false if another was faster: nothing was written, read again
    boolean replace(Optional<PlanRecord> seen, PlanRecord next);

    /// A person lets the runs of a route copy. The next one does; whoever wants it at once starts
    /// it.
    ///
    /// @param seen what the person was shown
    /// @return false if there is another plan now: nothing was written, show that
    default boolean approve(PlanRecord seen, Instant now) {
        return replace(Optional.of(seen), seen.approvedBy(PlanRecord.Approval.PERSON, now));
    }
}
