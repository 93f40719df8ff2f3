package s3migrate.ledger;

import java.time.Instant;

/// Who works on an entry, and until when nobody else starts.
public record Lease(String owner, Instant until) {

    /// Whether it still holds.
    public boolean livesAt(Instant now) {
        return now.isBefore(until);
    }
}
