package s3migrate.transfer;

import java.util.Optional;
import s3migrate.job.Job;
import s3migrate.ledger.Evidence;
import s3migrate.object.StoredObject;
import s3migrate.route.Locking;
import s3migrate.store.Expectation;
import s3migrate.store.SourceChangedException;
import s3migrate.store.StoreException;
import s3migrate.store.WriteAnswer;
import s3migrate.store.WriteAnswer.Written;
import s3migrate.time.Deadline;

/// One CopyObject of a new object as it was listed, without a look at it: the copy's own condition
/// holds only while the source still is that, and its answer proves the bytes. Serves many threads.
///
/// What S3 does not take along by itself the listing must tell: size and class. Whatever else a
/// copy is to have, or is to be proved by, takes a look.
record ListedCopy(
        Sides sides,
        TransferSettings settings,
        Deletes deletes,
        SmallCopy small,
        ServerSideWhole whole) {

    /// Copies where nothing is expected.
    ///
    /// @return empty if nothing was written, as the object has to be looked at first
    Optional<Step> copy(Job job, Fence fence, Deadline deadline) {
        return suffices()
                ? listed(job)
                        .map(object ->
                                new Attempt(job, object, new Expectation.Absent(), fence, deadline))
                        .flatMap(this::copy)
                : Optional.empty();
    }

    private boolean suffices() {
        var fidelity = settings.fidelity();
        return !settings.tooLittle(Evidence.ETAG)
                && fidelity.keepsTags()
                && !fidelity.sourceTime()
                && fidelity.locking().kind() != Locking.Kind.KEEP
                && !deletes.wanted();
    }

    private Optional<StoredObject> listed(Job job) {
        var bucket = job.source().bucket();
        return job.listed()
                .filter(row -> row.etag().looksLikeMd5())
                .filter(_ -> job.size().isPresent())
                .map(row ->
                        StoredObject.listed(
                                job.source(),
                                row.etag(),
                                job.size().getAsLong(),
                                row.storageClass()))
                .filter(object -> object.size() <= settings.smallBytes())
                .filter(_ -> !sides.source().mayRedirect(bucket));
    }

    private Optional<Step> copy(Attempt attempt) {
        if (attempt.fence().voidRecordedBeforeNew(attempt.job().destination())) {
            return Optional.of(Step.overtaken("an upload of another version was ended"));
        }
        try {
            return Optional.of(
                    switch (whole.ask(attempt)) {
                        case Written written -> proved(attempt, written);
                        case WriteAnswer.Refused(var code) ->
                                Step.overtaken("the copy was answered " + code);
                        case WriteAnswer.WrongBytes _, WriteAnswer.NoSuchUpload _ ->
                                throw new IllegalStateException("a copy has no such answer");
                    });
        } catch (SourceChangedException other) {
            return Optional.empty();
        } catch (StoreException.Transient unclear) {
            return Optional.of(settled(attempt, unclear));
        }
    }

    /// An equal ETag of an object without a key of its own is the MD5 of both; anything else takes
    /// the look that was spared.
    private Step proved(Attempt attempt, Written written) {
        var copied = written.copied();
        boolean plain =
                written.etag().equals(attempt.object().etag())
                        && copied.filter(copy -> !copy.keyEncrypted()).isPresent();
        if (plain) {
            var version = copied.flatMap(WriteAnswer.Copied::versionId);
            var object = attempt.object().in(version);
            return small.prove(attempt.with(object), whole, written.withoutChecksum());
        }
        return looked(attempt)
                .map(seen ->
                        small.prove(
                                seen, whole, ServerSideWhole.comparable(seen.object(), written)))
                .orElseGet(() -> Step.sourceChanged("the source changed while it was copied"));
    }

    private Step settled(Attempt attempt, StoreException.Transient unclear) {
        try {
            return looked(attempt)
                    .map(seen -> small.settle(seen, whole, unclear))
                    .orElseGet(() -> new Step.Ended(new TransferOutcome.Unsettled(unclear)));
        } catch (StoreException.Transient unseen) {
            return new Step.Ended(new TransferOutcome.Unsettled(unclear));
        }
    }

    /// The attempt with all that its object has, if that still is what was listed.
    private Optional<Attempt> looked(Attempt attempt) {
        var listed = attempt.object();
        return sides.found(listed.location())
                .filter(now -> now.etag().equals(listed.etag()) && now.size() == listed.size())
                .map(attempt::with);
    }
}
