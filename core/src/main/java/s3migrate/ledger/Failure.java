package s3migrate.ledger;

import java.time.Instant;

/// Why a key is not copied: since when, seen last when, and a text a person can act on.
public record Failure(Instant first, Instant last, String reason) {

    /// The same failure seen again, with its latest reason.
    public Failure again(Instant now, String latestReason) {
        return new Failure(first, now, latestReason);
    }
}
