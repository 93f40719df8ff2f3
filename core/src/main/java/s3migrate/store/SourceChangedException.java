package s3migrate.store;

import s3migrate.object.PinnedObject;

/// The pinned version is not there any more: overwritten or deleted. Crosses the write that was
/// reading it; not an error of either store.
public final class SourceChangedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public SourceChangedException(PinnedObject pinned) {
        super(
                "read %s: ETag %s is not current any more"
                        .formatted(pinned.location(), pinned.etag()));
    }
}
