package s3migrate.transfer;

import java.util.Optional;
import s3migrate.job.Job;
import s3migrate.time.Deadline;

/// Copies an object within S3: one CopyObject where its layout is one piece, else UploadPartCopy.
record ServerSideCopy(
        ListedCopy listed,
        SmallCopy small,
        WholeMover whole,
        MultipartCopy multipart,
        Layout layout,
        boolean fallsBack) {

    /// Copies a new object as it was listed, if that is enough.
    Optional<Step> copyListed(Job job, Fence fence, Deadline deadline) {
        try {
            return listed.copy(job, fence, deadline);
        } catch (ServerSideRefusal refusal) {
            return Optional.of(answered(refusal));
        }
    }

    /// Copies the object of the attempt. Where S3 refuses, that is said: only a route that asks for
    /// it has the object streamed.
    Step copy(Attempt attempt) throws InterruptedException {
        try {
            return layout.whole(attempt.object())
                    ? small.copy(attempt, whole)
                    : multipart.copy(attempt);
        } catch (ServerSideRefusal refusal) {
            return answered(refusal);
        }
    }

    private Step answered(ServerSideRefusal refusal) {
        if (fallsBack) {
            return Step.refusedWithinS3(String.valueOf(refusal.getMessage()));
        }
        throw refusal.explained();
    }
}
