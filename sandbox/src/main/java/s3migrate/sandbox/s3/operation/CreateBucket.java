package s3migrate.sandbox.s3.operation;

import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.store.Bucket;
import s3migrate.sandbox.s3.store.BucketSettings;
import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;

/// Makes a bucket in the server's region, whatever region the body asks for.
record CreateBucket(Buckets buckets) implements Operation {
    private static final String NAME = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";

    @Override
    public Response answer(Request request) {
        if (!request.bucket().matches(NAME)) {
            throw new S3Error(400, "InvalidBucketName", "The specified bucket is not valid.")
                    .with("BucketName", request.bucket());
        }
        Bucket bucket = buckets.create(request.bucket());
        if (request.header("x-amz-bucket-object-lock-enabled")
                .orElse("")
                .equalsIgnoreCase("true")) {
            bucket.change(BucketSettings::withObjectLock);
        }
        return Response.empty(200).with("Location", "/" + request.bucket());
    }
}
