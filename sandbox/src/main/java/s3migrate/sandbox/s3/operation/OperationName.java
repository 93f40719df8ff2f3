package s3migrate.sandbox.s3.operation;

import java.util.Optional;
import s3migrate.sandbox.s3.wire.Request;

/// The operations, by the names and permissions S3 gives them.
public enum OperationName {
    LIST_BUCKETS("ListBuckets", "s3:ListAllMyBuckets"),
    CREATE_BUCKET("CreateBucket", "s3:CreateBucket"),
    DELETE_BUCKET("DeleteBucket", "s3:DeleteBucket"),
    HEAD_BUCKET("HeadBucket", "s3:ListBucket"),
    GET_BUCKET_LOCATION("GetBucketLocation", "s3:GetBucketLocation"),
    GET_BUCKET_VERSIONING("GetBucketVersioning", "s3:GetBucketVersioning"),
    PUT_BUCKET_VERSIONING("PutBucketVersioning", "s3:PutBucketVersioning"),
    GET_BUCKET_ENCRYPTION("GetBucketEncryption", "s3:GetEncryptionConfiguration"),
    PUT_BUCKET_ENCRYPTION("PutBucketEncryption", "s3:PutEncryptionConfiguration"),
    DELETE_BUCKET_ENCRYPTION("DeleteBucketEncryption", "s3:PutEncryptionConfiguration"),
    GET_BUCKET_NOTIFICATION("GetBucketNotificationConfiguration", "s3:GetBucketNotification"),
    PUT_BUCKET_NOTIFICATION("PutBucketNotificationConfiguration", "s3:PutBucketNotification"),
    GET_BUCKET_LIFECYCLE("GetBucketLifecycleConfiguration", "s3:GetLifecycleConfiguration"),
    PUT_BUCKET_LIFECYCLE("PutBucketLifecycleConfiguration", "s3:PutLifecycleConfiguration"),
    DELETE_BUCKET_LIFECYCLE("DeleteBucketLifecycle", "s3:PutLifecycleConfiguration"),
    GET_BUCKET_WEBSITE("GetBucketWebsite", "s3:GetBucketWebsite"),
    PUT_BUCKET_WEBSITE("PutBucketWebsite", "s3:PutBucketWebsite"),
    DELETE_BUCKET_WEBSITE("DeleteBucketWebsite", "s3:DeleteBucketWebsite"),
    GET_BUCKET_POLICY("GetBucketPolicy", "s3:GetBucketPolicy"),
    PUT_BUCKET_POLICY("PutBucketPolicy", "s3:PutBucketPolicy"),
    DELETE_BUCKET_POLICY("DeleteBucketPolicy", "s3:DeleteBucketPolicy"),
    LIST_OBJECTS("ListObjects", "s3:ListBucket"),
    LIST_OBJECTS_V2("ListObjectsV2", "s3:ListBucket"),
    LIST_OBJECT_VERSIONS("ListObjectVersions", "s3:ListBucketVersions"),
    LIST_MULTIPART_UPLOADS("ListMultipartUploads", "s3:ListBucketMultipartUploads"),
    DELETE_OBJECTS("DeleteObjects", "s3:DeleteObject"),
    PUT_OBJECT("PutObject", "s3:PutObject"),
    COPY_OBJECT("CopyObject", "s3:PutObject"),
    GET_OBJECT("GetObject", "s3:GetObject", "s3:GetObjectVersion"),
    HEAD_OBJECT("HeadObject", "s3:GetObject", "s3:GetObjectVersion"),
    GET_OBJECT_ATTRIBUTES(
            "GetObjectAttributes", "s3:GetObjectAttributes", "s3:GetObjectVersionAttributes"),
    DELETE_OBJECT("DeleteObject", "s3:DeleteObject", "s3:DeleteObjectVersion"),
    GET_OBJECT_TAGGING("GetObjectTagging", "s3:GetObjectTagging", "s3:GetObjectVersionTagging"),
    GET_OBJECT_RETENTION("GetObjectRetention", "s3:GetObjectRetention"),
    GET_OBJECT_LEGAL_HOLD("GetObjectLegalHold", "s3:GetObjectLegalHold"),
    PUT_OBJECT_TAGGING("PutObjectTagging", "s3:PutObjectTagging", "s3:PutObjectVersionTagging"),
    RESTORE_OBJECT("RestoreObject", "s3:RestoreObject"),
    CREATE_MULTIPART_UPLOAD("CreateMultipartUpload", "s3:PutObject"),
    UPLOAD_PART("UploadPart", "s3:PutObject"),
    UPLOAD_PART_COPY("UploadPartCopy", "s3:PutObject"),
    LIST_PARTS("ListParts", "s3:ListMultipartUploadParts"),
    COMPLETE_MULTIPART_UPLOAD("CompleteMultipartUpload", "s3:PutObject"),
    ABORT_MULTIPART_UPLOAD("AbortMultipartUpload", "s3:AbortMultipartUpload");

    private final String text;
    private final String permission;
    private final Optional<String> versionPermission;

    OperationName(String text, String permission) {
        this.text = text;
        this.permission = permission;
        this.versionPermission = Optional.empty();
    }

    OperationName(String text, String permission, String versionPermission) {
        this.text = text;
        this.permission = permission;
        this.versionPermission = Optional.of(versionPermission);
    }

    /// The permission a request needs; another one where it names a version.
    public String permission(Request request) {
        return request.versionId().flatMap(_ -> versionPermission).orElse(permission);
    }

    /// As in the SDK, such as `GetObject`.
    @Override
    public String toString() {
        return text;
    }
}
