package s3migrate.transfer;

/// Copies an object within S3: one CopyObject where its layout is one piece, else UploadPartCopy.
record ServerSideCopy(
        SmallCopy small,
        WholeMover whole,
        MultipartCopy multipart,
        Layout layout,
        boolean fallsBack) {

    /// Copies the object of the attempt. Where S3 refuses, that is said: only a route that asks for
    /// it has the object streamed.
    Step copy(Attempt attempt) throws InterruptedException {
        try {
            return layout.whole(attempt.object())
                    ? small.copy(attempt, whole)
                    : multipart.copy(attempt);
        } catch (ServerSideRefusal refusal) {
            if (fallsBack) {
                return Step.refusedWithinS3(String.valueOf(refusal.getMessage()));
            }
            throw refusal.explained();
        }
    }
}
