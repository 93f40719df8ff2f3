package s3migrate.sandbox.s3.operation;

import java.io.IOException;
import s3migrate.sandbox.s3.store.Bucket;
import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;

record PutBucketDocument(Buckets buckets, BucketDocument kind, int status) implements Operation {
    @Override
    public Response answer(Request request) throws IOException {
        Bucket bucket = buckets.named(request.bucket());
        byte[] document = RequestBody.of(request).small();
        kind.check(document);
        kind.put(bucket, document);
        return Response.empty(status);
    }
}
