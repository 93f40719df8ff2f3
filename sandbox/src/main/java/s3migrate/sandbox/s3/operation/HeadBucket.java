package s3migrate.sandbox.s3.operation;

import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;

record HeadBucket(Buckets buckets) implements Operation {
    @Override
    public Response answer(Request request) {
        String region = buckets.named(request.bucket()).region();
        return Response.empty(200).with("x-amz-bucket-region", region);
    }
}
