package s3migrate.sandbox.s3.operation;

import s3migrate.sandbox.s3.store.Bucket;
import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;
import s3migrate.sandbox.s3.wire.Xml;

record ListBuckets(Buckets buckets) implements Operation {
    @Override
    public Response answer(Request request) {
        Xml xml = Xml.document("ListAllMyBucketsResult");
        Owners.write(xml, "Owner", request.caller());
        xml.open("Buckets");
        for (Bucket bucket : buckets.all()) {
            xml.open("Bucket")
                    .element("Name", bucket.name())
                    .element("CreationDate", Times.iso(bucket.created()))
                    .element("BucketRegion", bucket.region())
                    .close();
        }
        return Response.xml(xml.close());
    }
}
