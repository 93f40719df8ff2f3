package s3migrate.transfer;

import s3migrate.job.Job;
import s3migrate.object.Part;
import s3migrate.object.StoredObject;

/// Hears what a transfer does, as it does it: metrics, log and progress are listeners. Called from
/// the threads that copy; must not block.
public interface TransferListener {

    /// Hears nothing.
    TransferListener NONE = new TransferListener() {};

    /// A multipart copy begins; `present` of its `parts` are there already.
    default void partsPlanned(Job job, StoredObject source, int parts, int present) {}

    /// The destination has this part.
    default void partCopied(Job job, Part part) {}

    /// A part is tried again.
    default void partRetried(Job job, Part part, RuntimeException cause) {}

    /// The transfer begins anew.
    default void restarted(Job job, String reason) {}

    /// An object was copied without so many tags of its source, as the route wants it.
    default void tagsLeftOut(Job job, int tags) {}

    /// An object was copied into S3's default class, as it would cost more in the one that was
    /// chosen.
    default void tooSmallForItsClass(Job job, StoredObject source) {}
}
