package s3migrate.job;

import s3migrate.object.ETag;

/// What a listing said about a source object, beside its key and size.
public record Listed(ETag etag, String storageClass) {}
