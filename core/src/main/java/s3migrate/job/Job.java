package s3migrate.job;

import java.util.Optional;
import java.util.OptionalLong;
import s3migrate.object.ObjectLocation;

/// The wish to have one source object, as it is when the job is done, at a destination.
///
/// `route` names the route it belongs to. `versionId` is the version that was asked for: one that
/// is not current any more is superseded. `size` in bytes and everything else that was true when
/// the job was written are hints. `id` comes back in the outcome event of a job that another system
/// ordered. `run` is the comparison that found the difference, `seen` what it saw at the
/// destination, and `listed` what it saw at the source.
public record Job(
        String route,
        ObjectLocation source,
        Optional<String> versionId,
        ObjectLocation destination,
        OptionalLong size,
        Optional<String> id,
        JobHistory history,
        Optional<String> run,
        Seen seen,
        Optional<Listed> listed) {

    /// What was at the destination when the job was made.
    public enum Seen {
        /// Nothing, or nobody looked.
        NOTHING,
        /// Another object, or this one: with other headers, or copied by a worker that was killed.
        OTHER,
        /// An object the source has not (any more); its delete was weighed.
        EXTRA
    }

    /// A job that no comparison found.
    public Job(
            String route,
            ObjectLocation source,
            Optional<String> versionId,
            ObjectLocation destination,
            OptionalLong size,
            Optional<String> id,
            JobHistory history) {
        this(
                route,
                source,
                versionId,
                destination,
                size,
                id,
                history,
                Optional.empty(),
                Seen.NOTHING,
                Optional.empty());
    }

    /// The wish that an object which is at the destination only is there no more. Nothing of it
    /// travels: its size is 0.
    public static Job ofExtra(
            String route, ObjectLocation source, ObjectLocation destination, JobHistory history) {
        return new Job(
                route,
                source,
                Optional.empty(),
                destination,
                OptionalLong.of(0),
                Optional.empty(),
                history,
                Optional.empty(),
                Seen.EXTRA,
                Optional.empty());
    }

    /// The same job with another past.
    public Job with(JobHistory newHistory) {
        return new Job(
                route, source, versionId, destination, size, id, newHistory, run, seen, listed);
    }

    /// The same job as a finding of this run.
    public Job foundBy(String finder) {
        return new Job(
                route,
                source,
                versionId,
                destination,
                size,
                id,
                history,
                Optional.of(finder),
                seen,
                listed);
    }

    /// The same job where something was seen at the destination, or may be there by now.
    public Job overOther() {
        return new Job(
                route, source, versionId, destination, size, id, history, run, Seen.OTHER, listed);
    }

    /// The same job of an object that was listed like this.
    public Job listedAs(Listed row) {
        return new Job(
                route,
                source,
                versionId,
                destination,
                size,
                id,
                history,
                run,
                seen,
                Optional.of(row));
    }

    /// Whether it is the wish to delete what is at the destination only.
    public boolean extra() {
        return seen == Seen.EXTRA;
    }
}
