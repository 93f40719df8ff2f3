package s3migrate.transfer;

import java.util.Optional;
import s3migrate.job.Job;
import s3migrate.object.StoredObject;
import s3migrate.store.SourceChangedException;
import s3migrate.time.Deadline;

/// One round of a transfer: reads the destination, then the source, and copies what is there now
/// the way that suits it. Serves many threads.
///
/// @param serverSide absent where the bytes pass through us
record CopyRound(
        Sides sides,
        TransferSettings settings,
        DeleteCheck deleteCheck,
        WithoutBytes withoutBytes,
        SmallCopy small,
        MultipartCopy multipart,
        Optional<ServerSideCopy> serverSide) {

    /// As far as this one gets; a source that changes meanwhile asks for another.
    Step go(Job job, Rounds rounds, Fence fence, Deadline deadline) throws InterruptedException {
        var within = serverSide.filter(_ -> !rounds.refusedWithinS3());
        long small =
                within.map(way -> way.layout().settings().smallBytes())
                        .orElse(settings.smallBytes());
        boolean large = job.size().orElse(0) > small;
        try {
            // "Absent" is tried first: a new object costs no look at the destination.
            boolean blind =
                    rounds.first()
                            && !large
                            && job.seen() == Job.Seen.NOTHING
                            && sides.conditional()
                            && !settings.writesEqual();
            var look = blind ? new Look.NotTaken() : look(job);
            if (within.isPresent()) {
                var listed =
                        within.filter(_ -> blind)
                                .flatMap(way -> way.copyListed(job, fence, deadline));
                return listed.isPresent()
                        ? listed.get()
                        : copyWithin(within.get(), job, look, rounds, fence, deadline);
            }
            return large || mayBeEqual(job, look)
                    ? findAndCopy(job, look, rounds, fence, deadline)
                    : openAndCopy(job, look, rounds, fence, deadline);
        } catch (SourceChangedException changed) {
            return Step.sourceChanged(String.valueOf(changed.getMessage()));
        }
    }

    /// Then a HEAD of the source is likely to say that none of its bytes has to be read.
    private static boolean mayBeEqual(Job job, Look look) {
        return look.seen().filter(o -> job.size().orElse(o.size()) == o.size()).isPresent();
    }

    private Look look(Job job) {
        return new Look.Taken(sides.destination().find(job.destination()));
    }

    private Step openAndCopy(
            Job job, Look destination, Rounds rounds, Fence fence, Deadline deadline)
            throws InterruptedException {
        var opened = sides.opened(job.source());
        if (opened.isEmpty()) {
            return deleteCheck.gone(job, destination, fence);
        }
        try (var open = opened.get()) {
            if (layout().whole(open.object())) {
                var attempt = attempt(job, open.object(), destination, fence, deadline);
                var settled =
                        withoutBytes
                                .present(attempt, destination, rounds)
                                .or(() -> WithoutBytes.hidden(attempt));
                return settled.isPresent()
                        ? settled.get()
                        : small.copy(attempt, new StreamedWhole(sides, open));
            }
        }
        return findAndCopy(job, look(job), rounds, fence, deadline);
    }

    private Step findAndCopy(
            Job job, Look destination, Rounds rounds, Fence fence, Deadline deadline)
            throws InterruptedException {
        var found = sides.found(job.source());
        if (found.isEmpty()) {
            return deleteCheck.gone(job, destination, fence);
        }
        var object = found.get();
        if (object.size() > TransferPlan.MAX_OBJECT_BYTES) {
            return new Step.Ended(new TransferOutcome.TooLarge(object.size()));
        }
        var attempt = attempt(job, object, destination, fence, deadline);
        var settled =
                withoutBytes
                        .present(attempt, destination, rounds)
                        .or(() -> WithoutBytes.hidden(attempt))
                        .or(() -> withoutBytes.rewritten(attempt, destination));
        if (settled.isPresent()) {
            return settled.get();
        }
        return layout().whole(object)
                ? openAndCopy(job, destination, rounds, fence, deadline)
                : multipart.copy(attempt);
    }

    private Step copyWithin(
            ServerSideCopy within,
            Job job,
            Look destination,
            Rounds rounds,
            Fence fence,
            Deadline deadline)
            throws InterruptedException {
        var found = sides.found(job.source());
        if (found.isEmpty()) {
            return deleteCheck.gone(job, destination, fence);
        }
        var object = found.get();
        if (object.size() > TransferPlan.MAX_OBJECT_BYTES) {
            return new Step.Ended(new TransferOutcome.TooLarge(object.size()));
        }
        boolean inParts = !within.layout().whole(object);
        boolean loses = inParts || settings.fidelity().sourceTime();
        if (inParts && destination instanceof Look.NotTaken) {
            return copyWithin(within, job, look(job), rounds, fence, deadline);
        }
        // CopyObject takes along what S3 does not show, if it takes the source's metadata.
        var attempt = attempt(job, object, destination, fence, deadline);
        var settled =
                withoutBytes
                        .present(attempt, destination, rounds)
                        .or(() -> loses ? WithoutBytes.hidden(attempt) : Optional.empty())
                        .or(() -> withoutBytes.rewritten(attempt, destination));
        return settled.isPresent() ? settled.get() : within.copy(attempt);
    }

    private static Attempt attempt(
            Job job, StoredObject object, Look destination, Fence fence, Deadline deadline) {
        return new Attempt(job, object, destination.expectation(), fence, deadline);
    }

    private Layout layout() {
        return new Layout(sides.source(), settings);
    }
}
