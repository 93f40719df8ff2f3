package s3migrate.jobsender.notification;

/// What became of a wish.
sealed interface Outcome {

    /// The bucket is as wished.
    record Done() implements Outcome {}

    /// Nothing was written, so that nothing is to be taken back.
    record Refused(String reason) implements Outcome {}

    /// It may have been written: S3 did not say.
    record Unsure(String reason) implements Outcome {}
}
