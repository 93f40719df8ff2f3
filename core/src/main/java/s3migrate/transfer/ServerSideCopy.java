package s3migrate.transfer;

/// Copies an object within S3: one CopyObject up to `wholeBytes`, UploadPartCopy beyond.
record ServerSideCopy(
        SmallCopy small,
        WholeMover whole,
        MultipartCopy multipart,
        long wholeBytes,
        boolean fallsBack) {

    /// Copies the object of the attempt. Where S3 refuses, that is said: only a route that asks for
    /// it has the object streamed.
    Step copy(Attempt attempt) throws InterruptedException {
        try {
            return attempt.object().size() <= wholeBytes
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
