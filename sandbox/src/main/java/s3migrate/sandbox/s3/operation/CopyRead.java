package s3migrate.sandbox.s3.operation;

import s3migrate.sandbox.s3.auth.Denials;
import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.HeldObject;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.wire.Request;

/// The half of a copy that reads: whoever copies needs what a GET of the source needs.
record CopyRead(ObjectRead reads, BucketAccess access, Denials denials, KmsPermission kms) {
    static final long MAX_BYTES = 5L * 1024 * 1024 * 1024;

    /// The source, its bytes kept until closed, if it may be read and is as the conditions want it.
    HeldObject hold(Request copy, CopySource source) {
        Request read = source.read(copy);
        access.check(OperationName.GET_OBJECT, read);
        denials.check(
                copy.caller(),
                OperationName.GET_OBJECT.permission(read),
                read.target().resource().substring(1));
        HeldObject held = find(read);
        try {
            CopySourceConditions.check(copy, held.object());
            ObjectRead.checkReadable(held.object());
            CustomerKeys.checkCopy(copy, held.object());
            kms.checkRead(copy, held.object().properties().encryption());
            return held;
        } catch (S3Error refused) {
            held.close();
            throw refused;
        }
    }

    /// The permission to read tags, which a copy that takes them along needs as well.
    void checkTagsReadable(Request copy, CopySource source, ObjectVersion object) {
        if (!object.properties().tags().isEmpty()) {
            Request read = source.read(copy);
            denials.check(
                    copy.caller(),
                    OperationName.GET_OBJECT_TAGGING.permission(read),
                    read.target().resource().substring(1));
        }
    }

    static void checkSize(long bytes) {
        if (bytes > MAX_BYTES) {
            throw S3Errors.invalidRequest(
                    "The specified copy source is larger than the maximum allowable size for a copy source: "
                            + MAX_BYTES);
        }
    }

    private HeldObject find(Request read) {
        try {
            return reads.hold(read);
        } catch (S3Error absent) {
            throw absent.code().equals("MethodNotAllowed")
                    ? S3Errors.invalidRequest(
                            "The source of a copy request may not specifically refer to a delete marker by version id.")
                    : absent;
        }
    }
}
