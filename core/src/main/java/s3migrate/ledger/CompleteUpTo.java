package s3migrate.ledger;

import java.time.Instant;
import java.util.Optional;

/// The time up to which every change of a route's source is known to be at the destination, but for
/// so many objects.
///
/// @param behind objects that differ and wait for a person, another try or another worker
/// @param since when the first of them changed, was found, or failed for the first time; about
public record CompleteUpTo(Instant time, long behind, Optional<Instant> since) {}
