package s3migrate.sandbox.s3.operation;

import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;

record DeleteBucketDocument(Buckets buckets, BucketDocument kind) implements Operation {
    @Override
    public Response answer(Request request) {
        kind.delete(buckets.named(request.bucket()));
        return Response.empty(204);
    }
}
