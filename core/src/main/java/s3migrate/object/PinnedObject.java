package s3migrate.object;

import java.util.Optional;

/// One version of an object that every read must find unchanged. The ETag always counts, because
/// the versionId "null" names whatever was written last while versioning was off.
public record PinnedObject(
        ObjectLocation location, ETag etag, Optional<String> versionId, long size) {

    /// An object of which nothing could be read yet.
    public static PinnedObject unseen(ObjectLocation location) {
        return new PinnedObject(location, ETag.UNSEEN, Optional.empty(), 0);
    }

    /// Whether this is the content and version `that` pins, wherever its bytes are read from.
    public boolean sameVersionAs(PinnedObject that) {
        return location.equals(that.location)
                && etag.equals(that.etag)
                && size == that.size
                && versionId.equals(that.versionId);
    }
}
