package s3migrate.sandbox.s3.operation;

import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;

record DeleteBucket(Buckets buckets) implements Operation {
    @Override
    public Response answer(Request request) {
        buckets.delete(request.bucket());
        return Response.empty(204);
    }
}
