package s3migrate.transfer.evidence;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import s3migrate.job.Job;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Way;
import s3migrate.object.ETag;
import s3migrate.object.ObjectSummary;
import s3migrate.object.StoredObject;
import s3migrate.transfer.TransferOutcome;

/// What became of one object, and what proves it. `run` is absent where no run found the object,
/// `way` where nothing was copied, `evidence` where nothing is proved. `size` is in bytes, of a
/// failure as the job said it. `tagsLeftOut` counts tags of the source that a copy is without,
/// because its route wants that. `time` is when it ended, to the millisecond.
public record EvidenceLine(
        String route,
        Optional<String> run,
        String key,
        Optional<String> versionId,
        Optional<ETag> sourceEtag,
        Optional<ETag> destinationEtag,
        OptionalLong size,
        int tagsLeftOut,
        Optional<Way> way,
        Optional<Evidence> evidence,
        Outcome outcome,
        Optional<String> reason,
        Instant time) {

    /// What became of it.
    public enum Outcome {
        COPIED,
        ALREADY_THERE,
        /// Another object is there, and stays.
        KEPT,
        SOURCE_GONE,
        /// With its source.
        DELETED,
        FAILED,
        /// By a comparison, until a person does something about it.
        LEFT_OUT
    }

    /// The line of an object there is nothing more to be done for.
    public static EvidenceLine settled(Job job, TransferOutcome.Settled outcome, Instant time) {
        return switch (outcome) {
            case TransferOutcome.Copied copied ->
                    proved(job, copied, copied.tagsLeftOut(), Outcome.COPIED, time);
            case TransferOutcome.AlreadyPresent there ->
                    proved(job, there, 0, Outcome.ALREADY_THERE, time);
            case TransferOutcome.Kept(var there) -> ofDestination(job, there, Outcome.KEPT, time);
            case TransferOutcome.Deleted(var was) -> ofDestination(job, was, Outcome.DELETED, time);
            case TransferOutcome.SourceGone _ ->
                    unproved(
                            job,
                            job.size(),
                            Optional.empty(),
                            Outcome.SOURCE_GONE,
                            Optional.empty(),
                            time);
        };
    }

    /// The line of an object that is given up, for a reason a person can act on.
    public static EvidenceLine failed(Job job, String reason, Instant time) {
        return unproved(
                job, job.size(), Optional.empty(), Outcome.FAILED, Optional.of(reason), time);
    }

    /// The line of a source object that a run made no job for, for a reason a person can act on.
    public static EvidenceLine leftOut(
            String route, String run, ObjectSummary source, String reason, Instant time) {
        return new EvidenceLine(
                route,
                Optional.of(run),
                source.key(),
                source.versionId(),
                Optional.of(source.etag()),
                Optional.empty(),
                OptionalLong.of(source.size()),
                0,
                Optional.empty(),
                Optional.empty(),
                Outcome.LEFT_OUT,
                Optional.of(reason),
                time.truncatedTo(ChronoUnit.MILLIS));
    }

    private static EvidenceLine ofDestination(
            Job job, StoredObject there, Outcome outcome, Instant time) {
        return unproved(
                job,
                OptionalLong.of(there.size()),
                Optional.of(there.etag()),
                outcome,
                Optional.empty(),
                time);
    }

    /// As `docs/contracts.md` shows it, on one line.
    public String toJson() {
        return EvidenceJson.write(this);
    }

    private static EvidenceLine proved(
            Job job,
            TransferOutcome.Proved proved,
            int tagsLeftOut,
            Outcome outcome,
            Instant time) {
        return new EvidenceLine(
                job.route(),
                job.run(),
                job.source().key(),
                proved.source().versionId(),
                Optional.of(proved.source().etag()),
                Optional.of(proved.proof().written()),
                OptionalLong.of(proved.source().size()),
                tagsLeftOut,
                proved.proof().way(),
                Optional.of(proved.evidence()),
                outcome,
                Optional.empty(),
                time.truncatedTo(ChronoUnit.MILLIS));
    }

    private static EvidenceLine unproved(
            Job job,
            OptionalLong size,
            Optional<ETag> destination,
            Outcome outcome,
            Optional<String> reason,
            Instant time) {
        return new EvidenceLine(
                job.route(),
                job.run(),
                job.source().key(),
                job.versionId(),
                Optional.empty(),
                destination,
                size,
                0,
                Optional.empty(),
                Optional.empty(),
                outcome,
                reason,
                time.truncatedTo(ChronoUnit.MILLIS));
    }
}
