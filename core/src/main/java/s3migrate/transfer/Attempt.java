package s3migrate.transfer;

import s3migrate.job.Job;
import s3migrate.object.PinnedObject;
import s3migrate.object.StoredObject;
import s3migrate.store.Expectation;
import s3migrate.time.Deadline;

/// One round of bringing one version to its destination: what the destination was expected to hold
/// was read before `object` was found.
record Attempt(Job job, StoredObject object, Expectation expected, Fence fence, Deadline deadline) {

    /// The same with more known of its object.
    Attempt with(StoredObject seen) {
        return new Attempt(job, seen, expected, fence, deadline);
    }

    PinnedObject pinned() {
        return object.pinned();
    }
}
