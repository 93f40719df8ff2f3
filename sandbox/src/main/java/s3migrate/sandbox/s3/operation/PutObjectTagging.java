package s3migrate.sandbox.s3.operation;

import java.io.IOException;
import java.util.Map;
import s3migrate.sandbox.s3.store.Bucket;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;
import s3migrate.sandbox.s3.wire.XmlElement;

/// Replaces the tags of an object; nothing else of it changes, and no event tells of it.
record PutObjectTagging(ObjectRead reads) implements Operation {
    @Override
    public Response answer(Request request) throws IOException {
        Map<String, String> tags = Tags.ofXml(XmlElement.parse(RequestBody.of(request).small()));
        Bucket bucket = reads.bucket(request);
        ObjectVersion object =
                bucket.replace(
                        request.key(), history -> reads.choose(request, history).withTags(tags));
        return Response.empty(200)
                .with("x-amz-version-id", ResponseHeaders.versionId(bucket, object.versionId()));
    }
}
