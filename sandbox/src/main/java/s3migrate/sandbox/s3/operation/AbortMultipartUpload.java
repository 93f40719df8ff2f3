package s3migrate.sandbox.s3.operation;

import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;

record AbortMultipartUpload(Buckets buckets) implements Operation {
    @Override
    public Response answer(Request request) {
        buckets.named(request.bucket())
                .uploads()
                .abort(request.key(), request.query().getOr("uploadId", ""));
        return Response.empty(204);
    }
}
