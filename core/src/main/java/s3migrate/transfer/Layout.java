package s3migrate.transfer;

import s3migrate.object.StoredObject;
import s3migrate.store.ObjectStore;

/// In how many pieces an object is written: by its size, or, where ETags are to be comparable, in
/// those its source was written in. An ETag of a key-encrypted object compares with none, so that
/// its parts do not matter.
record Layout(ObjectStore source, TransferSettings settings) {

    /// Whether the object is one PUT or CopyObject.
    boolean whole(StoredObject object) {
        if (!keepsParts(object)) {
            return object.size() <= settings.smallBytes();
        }
        return object.size() == 0
                || (object.etag().parts().isEmpty()
                        && object.size() <= TransferSettings.MAX_PUT_BYTES);
    }

    /// The plan of an upload in parts, of `preferredBytes` where those of the source do not count.
    /// Only the first part of the source is asked for: where the others are not of that size the
    /// ETags will differ, and prove nothing.
    ///
    /// @throws s3migrate.store.SourceChangedException if the version is not there any more
    TransferPlan plan(StoredObject object, long preferredBytes) {
        var parts = object.etag().parts();
        if (keepsParts(object) && parts.isPresent()) {
            long first = source.firstPartBytes(object.pinned());
            if (first > 0 && Math.ceilDiv(object.size(), first) == parts.getAsInt()) {
                return new TransferPlan(object.size(), first);
            }
        }
        return TransferPlan.of(object.size(), preferredBytes);
    }

    private boolean keepsParts(StoredObject object) {
        return settings.etagParity()
                && !object.keyEncrypted()
                && (object.etag().looksLikeMd5() || object.etag().parts().isPresent());
    }
}
