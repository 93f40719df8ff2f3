package s3migrate.sandbox.s3.operation;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.Bucket;
import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.store.Deletion;
import s3migrate.sandbox.s3.store.WriteCondition;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;
import s3migrate.sandbox.s3.wire.Xml;
import s3migrate.sandbox.s3.wire.XmlElement;

/// Deletes up to 1,000 keys, each with its own result.
record DeleteObjects(Buckets buckets) implements Operation {
    private static final int MAX_KEYS = 1000;

    @Override
    public Response answer(Request request) throws IOException {
        Bucket bucket = buckets.named(request.bucket());
        XmlElement body = XmlElement.parse(RequestBody.of(request).small());
        List<XmlElement> objects = body.all("Object").toList();
        if (objects.isEmpty() || objects.size() > MAX_KEYS) {
            throw S3Errors.malformedXml();
        }
        boolean quiet = body.find("Quiet").orElse("false").equals("true");
        Xml xml = Xml.document("DeleteResult");
        for (XmlElement object : objects) {
            String key = object.get("Key");
            try {
                Deletion deletion = delete(bucket, key, object);
                if (!quiet) {
                    writeDeleted(xml, key, object.find("VersionId"), deletion);
                }
            } catch (S3Error refused) {
                xml.open("Error")
                        .element("Key", key)
                        .element("VersionId", object.find("VersionId"))
                        .element("Code", refused.code())
                        .element("Message", refused.text())
                        .close();
            }
        }
        return Response.xml(xml);
    }

    private static Deletion delete(Bucket bucket, String key, XmlElement object) {
        WriteCondition condition =
                object.find("ETag")
                        .<WriteCondition>map(WriteCondition.IfMatch::new)
                        .orElse(new WriteCondition.None());
        return object.find("VersionId")
                .map(versionId -> bucket.deleteVersion(key, versionId, condition))
                .orElseGet(() -> bucket.delete(key, condition));
    }

    private static void writeDeleted(
            Xml xml, String key, Optional<String> requestedVersion, Deletion deletion) {
        xml.open("Deleted").element("Key", key).element("VersionId", requestedVersion);
        if (deletion.marker()) {
            xml.element("DeleteMarker", "true")
                    .element("DeleteMarkerVersionId", deletion.versionId());
        }
        xml.close();
    }
}
