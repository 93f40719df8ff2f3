package s3migrate.transfer;

import s3migrate.job.Job;
import s3migrate.object.StoredObject;
import s3migrate.store.DeleteAnswer;
import s3migrate.store.StoreException;

/// What happens at the destination when the source has no object: by an event of its removal, or by
/// any other hint that finds nothing there.
///
/// The destination was read *before* the source was found gone, so the ETag a delete is conditioned
/// on is older than the removal: what another worker wrote since has another one. Where its content
/// has come back meanwhile, the look at the source behind the delete finds it.
final class DeleteCheck {

    private final Sides sides;
    private final Deletes deletes;

    DeleteCheck(Sides sides, Deletes deletes) {
        this.sides = sides;
        this.deletes = deletes;
    }

    /// Settles a key whose source is gone.
    Step gone(Job job, Look destination, Fence fence) {
        if (fence.voidRecorded(job.destination())) {
            return Step.overtaken("an upload of a deleted version was ended");
        }
        if (!deletes.wanted()) {
            return new Step.Ended(new TransferOutcome.SourceGone());
        }
        return switch (destination) {
            case Look.NotTaken _ ->
                    Step.overtaken("the source is gone: the destination has to be read first");
            case Look.Taken(var present) ->
                    present.isEmpty()
                            ? new Step.Ended(new TransferOutcome.SourceGone())
                            : delete(job, present.get());
        };
    }

    private Step delete(Job job, StoredObject present) {
        // A run has weighed its extras against a limit of their own before it sent any.
        if (!job.extra() && deletes.next() instanceof Deletes.Permit.Paused(var since, var most)) {
            return new Step.Ended(new TransferOutcome.DeletesPaused(since, most));
        }
        DeleteAnswer answer;
        try {
            answer = sides.destination().delete(job.destination(), present.etag());
        } catch (StoreException.Transient unclear) {
            return new Step.Ended(new TransferOutcome.Unsettled(unclear));
        }
        return switch (answer) {
            case DeleteAnswer.Refused(var code) ->
                    Step.overtaken("the destination answered the delete " + code);
            case DeleteAnswer.Deleted _ ->
                    sides.source().find(job.source()).isPresent()
                            ? Step.sourceChanged("the source came back while its copy was deleted")
                            : new Step.Ended(new TransferOutcome.Deleted(present));
        };
    }
}
