package s3migrate.transfer;

import s3migrate.object.ObjectLocation;
import s3migrate.store.ObjectStore;
import s3migrate.store.StoreException;
import s3migrate.store.WriteAnswer.Written;

/// Takes back a copy that was found wrong when it could be seen already. Only the version that was
/// written is ever deleted; where none are kept nothing is, because what is there may be another's
/// by now.
record WrongCopy(ObjectStore destination) {

    /// The version id S3 gives while versioning is suspended; whatever is written next has it too.
    private static final String NULL_VERSION = "null";

    /// The next round, with what became of the copy.
    Step takenBack(String found, Written written, ObjectLocation at) {
        var fate =
                written.versionId()
                        .filter(id -> !id.equals(NULL_VERSION))
                        .map(id -> deleted(at, id))
                        .orElse(
                                "nothing was deleted, as the bucket keeps no versions: what is there is not the source's");
        return Step.wrongBytes(found + "; " + fate);
    }

    private String deleted(ObjectLocation at, String versionId) {
        try {
            destination.deleteVersion(at, versionId);
            return "its version %s was deleted".formatted(versionId);
        } catch (StoreException kept) {
            return "its version %s is still there, and not the source's: %s"
                    .formatted(versionId, kept.getMessage());
        }
    }
}
