package s3migrate.ledger;

import s3migrate.object.ChecksumAlgorithm;

/// The upload of an entry and the plan it was begun with, so that a later change of settings cannot
/// corrupt a resume.
public record UploadRecord(String id, long partBytes, ChecksumAlgorithm algorithm) {}
