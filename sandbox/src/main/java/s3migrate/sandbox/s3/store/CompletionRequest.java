package s3migrate.sandbox.s3.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import s3migrate.sandbox.s3.checksum.ChecksumAlgorithm;
import s3migrate.sandbox.s3.checksum.ChecksumType;

/// What a client says when it completes an upload.
///
/// @param checksums values for the whole object
/// @param objectBytes the size it expects
public record CompletionRequest(
        List<NamedPart> parts,
        Map<ChecksumAlgorithm, String> checksums,
        Optional<ChecksumType> type,
        Optional<Long> objectBytes) {

    /// A part of the object, by its number.
    ///
    /// @param etag without quotes
    public record NamedPart(int number, String etag, Map<ChecksumAlgorithm, String> checksums) {}
}
