package s3migrate.sandbox.s3.fault;

import s3migrate.sandbox.s3.operation.Operations;

/// A server's objects as they were at one moment: all but their bytes.
public record Snapshot(Operations operations) {}
