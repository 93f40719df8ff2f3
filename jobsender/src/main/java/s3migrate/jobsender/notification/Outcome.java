package s3migrate.jobsender.notification;

/// What became of a wish.
sealed interface Outcome {

    /// The bucket is as wished.
    record Done() implements Outcome {}

    /// Nothing was written, so that nothing is to be taken back.
    ///
    /// @param early whether it may be that a right was given so lately that S3 does not know of it
    record Refused(String reason, boolean early) implements Outcome {}

    /// It may have been written: S3 did not say.
    record Unsure(String reason) implements Outcome {}
}
