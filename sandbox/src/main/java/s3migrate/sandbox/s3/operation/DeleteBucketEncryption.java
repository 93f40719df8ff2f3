package s3migrate.sandbox.s3.operation;

import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.store.Encryption;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;

/// Objects are encrypted with keys of S3 again.
record DeleteBucketEncryption(Buckets buckets) implements Operation {
    @Override
    public Response answer(Request request) {
        buckets.named(request.bucket())
                .change(settings -> settings.withEncryption(new Encryption.S3Managed()));
        return Response.empty(204);
    }
}
