package s3migrate.sandbox.s3.operation;

import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;
import s3migrate.sandbox.s3.wire.Xml;

record GetBucketVersioning(Buckets buckets) implements Operation {
    @Override
    public Response answer(Request request) {
        Xml xml = Xml.document("VersioningConfiguration");
        return Response.xml(
                switch (buckets.named(request.bucket()).versioning()) {
                    case UNVERSIONED -> xml;
                    case ENABLED -> xml.element("Status", "Enabled");
                    case SUSPENDED -> xml.element("Status", "Suspended");
                });
    }
}
