package s3migrate.sandbox.s3.fault;

/// A request as faults are placed on it.
///
/// @param operation such as `GetObject`
/// @param key empty for requests about a bucket
/// @param accessKeyId of who signed it
public record Call(String operation, String bucket, String key, String accessKeyId) {
    /// The key up to and with its last slash; empty if it has none.
    String prefix() {
        return key.substring(0, key.lastIndexOf('/') + 1);
    }
}
