package s3migrate.route;

import java.util.Locale;

/// The ACLs that S3 has a name for.
public enum CannedAcl {
    PRIVATE,
    PUBLIC_READ,
    PUBLIC_READ_WRITE,
    AUTHENTICATED_READ,
    AWS_EXEC_READ,
    BUCKET_OWNER_READ,
    BUCKET_OWNER_FULL_CONTROL;

    /// As S3 has it in its header, and aws-cli in `--acl`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
