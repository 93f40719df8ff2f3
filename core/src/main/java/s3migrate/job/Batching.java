package s3migrate.job;

/// Which jobs travel together.
///
/// @param smallBytes up to this size an object is one of many
/// @param batchBytes of all objects of a batch, unless it has but one
public record Batching(long smallBytes, long batchBytes) {

    /// Of objects whose bytes pass through the worker.
    public static Batching through(long smallBytes) {
        return new Batching(smallBytes, Batch.MAX_BYTES_THROUGH);
    }

    /// Of objects that S3 copies by itself, up to `wholeBytes` in one request.
    public static Batching within(long wholeBytes) {
        return new Batching(wholeBytes, Batch.MAX_BYTES);
    }
}
