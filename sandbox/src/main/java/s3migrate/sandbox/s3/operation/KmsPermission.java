package s3migrate.sandbox.s3.operation;

import s3migrate.sandbox.s3.auth.Denials;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.Encryption;
import s3migrate.sandbox.s3.wire.Request;

/// What a caller needs of KMS beside the permissions of S3, denied by the ARN of the key.
record KmsPermission(Denials denials) {

    /// For the bytes of an object, and for its checksum.
    void checkRead(Request request, Encryption encryption) {
        check(request, encryption, "kms:Decrypt");
    }

    void checkWrite(Request request, Encryption encryption) {
        check(request, encryption, "kms:GenerateDataKey");
    }

    private void check(Request request, Encryption encryption, String action) {
        if (encryption instanceof Encryption.Kms kms && denials.denies(action, kms.keyArn())) {
            throw S3Errors.accessDenied(
                    "User: "
                            + request.caller().arn()
                            + " is not authorized to perform: "
                            + action
                            + " on resource: "
                            + kms.keyArn()
                            + " with an explicit deny in a resource-based policy");
        }
    }
}
