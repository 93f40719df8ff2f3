package s3migrate.sandbox.s3.operation;

import java.io.IOException;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.store.Versioning;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;
import s3migrate.sandbox.s3.wire.XmlElement;

record PutBucketVersioning(Buckets buckets) implements Operation {
    @Override
    public Response answer(Request request) throws IOException {
        XmlElement body = XmlElement.parse(RequestBody.of(request).small());
        buckets.named(request.bucket())
                .setVersioning(
                        switch (body.get("Status")) {
                            case "Enabled" -> Versioning.ENABLED;
                            case "Suspended" -> Versioning.SUSPENDED;
                            default -> throw S3Errors.malformedXml();
                        });
        return Response.empty(200);
    }
}
