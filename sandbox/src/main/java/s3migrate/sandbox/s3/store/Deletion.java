package s3migrate.sandbox.s3.store;

import java.util.Optional;

/// What a delete did.
///
/// @param versionId of the version removed or of the marker made; empty in a bucket without
///   versions
/// @param marker whether that version is a delete marker
public record Deletion(Optional<String> versionId, boolean marker) {}
