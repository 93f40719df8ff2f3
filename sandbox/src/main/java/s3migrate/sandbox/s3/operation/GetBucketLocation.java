package s3migrate.sandbox.s3.operation;

import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;
import s3migrate.sandbox.s3.wire.Xml;

/// Answers the region as the root's text; us-east-1 is, by tradition, empty.
record GetBucketLocation(Buckets buckets) implements Operation {
    @Override
    public Response answer(Request request) {
        String region = buckets.named(request.bucket()).region();
        return Response.xml(
                Xml.document("LocationConstraint").text(region.equals("us-east-1") ? "" : region));
    }
}
