package s3migrate.sandbox.s3.operation;

import s3migrate.sandbox.s3.auth.Denials;
import s3migrate.sandbox.s3.store.ObjectProperties;
import s3migrate.sandbox.s3.wire.Request;

/// What a write needs beside the permission to write: to tag, to set an ACL, to lock, to use a KMS
/// key.
record WritePermission(Denials denials, KmsPermission kms) {

    void check(Request request, ObjectProperties properties) {
        String resource = request.bucket() + "/" + request.key();
        if (!properties.tags().isEmpty()) {
            denials.check(request.caller(), "s3:PutObjectTagging", resource);
        }
        if (request.header("x-amz-acl").isPresent()) {
            denials.check(request.caller(), "s3:PutObjectAcl", resource);
        }
        if (request.header(LockHeaders.MODE).isPresent()) {
            denials.check(request.caller(), "s3:PutObjectRetention", resource);
        }
        if (request.header(LockHeaders.HOLD).isPresent()) {
            denials.check(request.caller(), "s3:PutObjectLegalHold", resource);
        }
        kms.checkWrite(request, properties.encryption());
    }

    /// Of an upload, whose parts S3 reads again.
    void checkUpload(Request request, ObjectProperties properties) {
        check(request, properties);
        kms.checkRead(request, properties.encryption());
    }
}
