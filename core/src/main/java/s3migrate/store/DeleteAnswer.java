package s3migrate.store;

/// How a delete ended that the store did answer.
public sealed interface DeleteAnswer {

    /// The object is gone; where versions are kept, under a delete marker.
    record Deleted() implements DeleteAnswer {}

    /// Another object is there, or none, or another write came between: nothing was deleted.
    record Refused(String code) implements DeleteAnswer {}
}
