package s3migrate.sandbox.s3.fault;

/// A request as faults are placed on it.
///
/// @param operation such as `GetObject`
/// @param key empty for requests about a bucket
/// @param nth counts the calls of this operation since the plan was set, from 1
public record Call(String operation, String bucket, String key, long nth) {}
