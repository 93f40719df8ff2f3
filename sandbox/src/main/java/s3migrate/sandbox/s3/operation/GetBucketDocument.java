package s3migrate.sandbox.s3.operation;

import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.wire.Body;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;

record GetBucketDocument(Buckets buckets, BucketDocument kind) implements Operation {
    @Override
    public Response answer(Request request) {
        byte[] document = kind.of(buckets.named(request.bucket()));
        return Response.empty(200).with(Body.of(document));
    }
}
