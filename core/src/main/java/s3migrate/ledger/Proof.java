package s3migrate.ledger;

import java.util.Optional;
import s3migrate.object.ETag;

/// What proves that a destination holds a version: the evidence, and which destination object it is
/// about. `way` is how its bytes came there; empty if they were there before us.
public record Proof(
        Evidence evidence, Optional<Way> way, ETag written, Optional<String> writtenVersionId) {}
