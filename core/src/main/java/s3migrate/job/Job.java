package s3migrate.job;

import java.util.Optional;
import java.util.OptionalLong;
import s3migrate.object.ObjectLocation;

/// The wish to have one source object, as it is when the job is done, at a destination.
///
/// `route` names the route it belongs to. `versionId` is the version that was asked for: one that
/// is not current any more is superseded. `size` in bytes and everything else that was true when
/// the job was written are hints. `id` comes back in the outcome event of a job that another system
/// ordered.
public record Job(
        String route,
        ObjectLocation source,
        Optional<String> versionId,
        ObjectLocation destination,
        OptionalLong size,
        Optional<String> id,
        JobHistory history) {

    /// The same job with another past.
    public Job with(JobHistory newHistory) {
        return new Job(route, source, versionId, destination, size, id, newHistory);
    }
}
