package s3migrate.sandbox.s3.operation;

import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;
import s3migrate.sandbox.s3.wire.Xml;

record GetObjectTagging(ObjectRead reads) implements Operation {
    @Override
    public Response answer(Request request) {
        ObjectVersion object = reads.find(request);
        Xml xml = Xml.document("Tagging").open("TagSet");
        object.properties()
                .tags()
                .forEach((key, value) ->
                        xml.open("Tag").element("Key", key).element("Value", value).close());
        return Response.xml(xml)
                .with(
                        "x-amz-version-id",
                        ResponseHeaders.versionId(reads.bucket(request), object.versionId()));
    }
}
