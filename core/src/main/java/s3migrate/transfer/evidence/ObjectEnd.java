package s3migrate.transfer.evidence;

import java.util.Optional;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Way;
import s3migrate.transfer.evidence.EvidenceLine.Outcome;

/// What became of an object, by all lines about it so far.
///
/// @param bytes 0 where no line says how many
/// @param millis when, since 1970
record ObjectEnd(Kind kind, long bytes, long millis) {

    /// What sums tell apart.
    record Kind(Outcome outcome, Optional<Evidence> evidence, Optional<Way> way) {}

    static ObjectEnd of(EvidenceLine line) {
        return new ObjectEnd(
                new Kind(line.outcome(), line.evidence(), line.way()),
                line.size().orElse(0),
                line.time().toEpochMilli());
    }

    /// What became of it by both: the later counts, but a copy stays one if a later look found it
    /// there.
    ObjectEnd and(ObjectEnd other) {
        var later = other.millis < millis ? this : other;
        var earlier = other.millis < millis ? other : this;
        boolean found =
                later.outcome() == Outcome.ALREADY_THERE && earlier.outcome() == Outcome.COPIED;
        return found ? new ObjectEnd(earlier.kind, earlier.bytes, later.millis) : later;
    }

    Outcome outcome() {
        return kind.outcome();
    }
}
