package s3migrate.sandbox.s3.operation;

import java.util.Optional;
import java.util.Set;
import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.Bucket;
import s3migrate.sandbox.s3.store.BucketSettings;
import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;

/// What a bucket's settings let in: unsigned reads where they are public, and where the requester
/// pays only who says so.
record BucketAccess(Buckets buckets) {
    private static final Set<OperationName> PUBLIC =
            Set.of(
                    OperationName.HEAD_BUCKET,
                    OperationName.GET_BUCKET_LOCATION,
                    OperationName.LIST_OBJECTS_V2,
                    OperationName.LIST_OBJECT_VERSIONS,
                    OperationName.GET_OBJECT,
                    OperationName.GET_OBJECT_ATTRIBUTES,
                    OperationName.HEAD_OBJECT);

    void check(OperationName name, Request request) {
        Optional<BucketSettings> bucket = buckets.find(request.bucket()).map(Bucket::settings);
        boolean open =
                PUBLIC.contains(name) && bucket.filter(BucketSettings::publicRead).isPresent();
        if (request.caller().isAnonymous() && !open) {
            throw denied();
        }
        if (requesterPays(request) && (request.caller().isAnonymous() || !saysToPay(request))) {
            throw denied();
        }
    }

    /// Tells who paid.
    Response charged(Response response, Request request) {
        return requesterPays(request)
                ? response.with("x-amz-request-charged", "requester")
                : response;
    }

    private boolean requesterPays(Request request) {
        return buckets.find(request.bucket())
                .filter(bucket -> bucket.settings().requesterPays())
                .isPresent();
    }

    private static boolean saysToPay(Request request) {
        return request.header("x-amz-request-payer").orElse("").equals("requester");
    }

    private static S3Error denied() {
        return S3Errors.accessDenied("Access Denied");
    }
}
