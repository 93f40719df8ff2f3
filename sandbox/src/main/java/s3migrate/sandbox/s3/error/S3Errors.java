package s3migrate.sandbox.s3.error;

/// The errors that more than one operation answers, in S3's own words.
public final class S3Errors {
    private S3Errors() {}

    public static S3Error noSuchBucket(String bucket) {
        return new S3Error(404, "NoSuchBucket", "The specified bucket does not exist")
                .with("BucketName", bucket);
    }

    public static S3Error noSuchKey(String key) {
        return new S3Error(404, "NoSuchKey", "The specified key does not exist.").with("Key", key);
    }

    public static S3Error noSuchVersion(String key, String versionId) {
        return new S3Error(404, "NoSuchVersion", "The specified version does not exist.")
                .with("Key", key)
                .with("VersionId", versionId);
    }

    /// Not one of S3's: a sink is the sandbox's own.
    public static S3Error notKept(String bucket) {
        return new S3Error(
                        501,
                        "NotImplemented",
                        "The bucket is a sink: it keeps sizes and checksums of objects, not their bytes.")
                .with("BucketName", bucket);
    }

    public static S3Error noSuchUpload(String uploadId) {
        return new S3Error(
                        404,
                        "NoSuchUpload",
                        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been"
                                + " aborted or completed.")
                .with("UploadId", uploadId);
    }

    public static S3Error preconditionFailed(String condition) {
        return new S3Error(
                        412,
                        "PreconditionFailed",
                        "At least one of the pre-conditions you specified did not hold")
                .with("Condition", condition);
    }

    public static S3Error conditionalConflict(String condition, String key) {
        return new S3Error(
                        409,
                        "ConditionalRequestConflict",
                        "The conditional request cannot succeed due to a conflicting operation against this resource.")
                .with("Condition", condition)
                .with("Key", key);
    }

    public static S3Error notImplemented(String header, String reason) {
        return new S3Error(
                        501,
                        "NotImplemented",
                        "A header you provided implies functionality that is not implemented")
                .with("Header", header)
                .with("additionalMessage", reason);
    }

    public static S3Error invalidRequest(String message) {
        return new S3Error(400, "InvalidRequest", message);
    }

    public static S3Error invalidArgument(String message, String name, String value) {
        return new S3Error(400, "InvalidArgument", message)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }

    public static S3Error badDigest(String message) {
        return new S3Error(400, "BadDigest", message);
    }

    public static S3Error malformedXml() {
        return new S3Error(
                400,
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema");
    }

    public static S3Error incompleteBody() {
        return new S3Error(
                400,
                "IncompleteBody",
                "You did not provide the number of bytes specified by the Content-Length HTTP header");
    }

    public static S3Error accessDenied(String message) {
        return new S3Error(403, "AccessDenied", message);
    }
}
