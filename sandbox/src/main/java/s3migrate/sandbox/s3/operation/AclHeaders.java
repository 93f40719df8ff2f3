package s3migrate.sandbox.s3.operation;

import java.util.Optional;
import java.util.Set;
import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.BucketSettings;
import s3migrate.sandbox.s3.wire.Request;

/// The canned ACL a write asks for. Where the bucket's owner owns all objects, S3 takes none but
/// the one that says so.
final class AclHeaders {
    private static final String HEADER = "x-amz-acl";
    private static final String OWNERS = "bucket-owner-full-control";
    private static final Set<String> CANNED =
            Set.of(
                    "private",
                    "public-read",
                    "public-read-write",
                    "authenticated-read",
                    "aws-exec-read",
                    "bucket-owner-read",
                    OWNERS);

    private AclHeaders() {}

    static Optional<String> of(Request request, BucketSettings bucket) {
        Optional<String> acl = request.header(HEADER);
        boolean grants = !request.headersAfter("x-amz-grant-").isEmpty();
        if (!bucket.acls() && (grants || acl.filter(name -> !name.equals(OWNERS)).isPresent())) {
            throw new S3Error(
                    400, "AccessControlListNotSupported", "The bucket does not allow ACLs");
        }
        if (grants) {
            throw S3Errors.notImplemented("x-amz-grant-", "The sandbox knows canned ACLs only");
        }
        acl.filter(name -> !CANNED.contains(name))
                .ifPresent(name -> {
                    throw S3Errors.invalidArgument("", HEADER, name);
                });
        return acl;
    }
}
