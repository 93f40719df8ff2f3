package s3migrate.sandbox.lambda;

/// What happens to a function that feeds itself: after 16 invocations in one chain its next message
/// is taken away, or not.
public enum RecursiveLoop {
    ALLOW,
    TERMINATE
}
