package s3migrate.ledger;

import java.util.Optional;
import s3migrate.object.ChecksumAlgorithm;

/// The upload of an entry and what it was begun with: its plan, so that a later change of settings
/// cannot corrupt a resume, and what its object is to have besides bytes, which S3 takes at its
/// Create alone.
///
/// @param options stands for the options that decided it; empty where nobody wrote them down
public record UploadRecord(
        String id, long partBytes, ChecksumAlgorithm algorithm, Optional<String> options) {

    /// As messages name it.
    public UploadRecord(String id, long partBytes, ChecksumAlgorithm algorithm) {
        this(id, partBytes, algorithm, Optional.empty());
    }

    /// Whether both are one upload, of one plan.
    public boolean is(UploadRecord that) {
        return id.equals(that.id) && partBytes == that.partBytes && algorithm == that.algorithm;
    }
}
