package s3migrate.object;

import java.util.Optional;

/// One version of an object that every read must find unchanged. The ETag always counts, because
/// the versionId "null" names whatever was written last while versioning was off.
public record PinnedObject(
        ObjectLocation location, ETag etag, Optional<String> versionId, long size) {

    /// Whether this is the content and version `that` pins, wherever its bytes are read from.
    public boolean sameVersionAs(PinnedObject that) {
        return location.equals(that.location)
                && etag.equals(that.etag)
                && size == that.size
                && versionId.equals(that.versionId);
    }
}
