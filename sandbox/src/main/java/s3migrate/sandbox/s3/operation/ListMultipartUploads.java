package s3migrate.sandbox.s3.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.Bucket;
import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.store.MultipartUpload;
import s3migrate.sandbox.s3.wire.Query;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;
import s3migrate.sandbox.s3.wire.Xml;

/// The open uploads of a bucket, by key and then by when they began, in pages. Delimiters are not
/// supported.
record ListMultipartUploads(Buckets buckets) implements Operation {
    private static final int MAX_UPLOADS = 1000;

    @Override
    public Response answer(Request request) {
        Bucket bucket = buckets.named(request.bucket());
        Query query = request.query();
        if (query.get("delimiter").isPresent()) {
            throw S3Errors.notImplemented(
                    "delimiter", "The sandbox lists uploads without delimiters");
        }
        int limit = query.limit("max-uploads", MAX_UPLOADS);
        List<MultipartUpload> found = find(bucket, query, limit + 1);
        boolean truncated = found.size() > limit;
        List<MultipartUpload> page = truncated ? found.subList(0, limit) : found;
        KeyText keys = KeyText.of(query);
        Xml xml =
                Xml.document("ListMultipartUploadsResult")
                        .element("Bucket", bucket.name())
                        .element("KeyMarker", keys.of(query.getOr("key-marker", "")))
                        .element("UploadIdMarker", query.getOr("upload-id-marker", ""));
        if (truncated && !page.isEmpty()) {
            xml.element("NextKeyMarker", keys.of(page.getLast().key()))
                    .element("NextUploadIdMarker", page.getLast().id());
        }
        xml.element("Prefix", query.get("prefix").map(keys::of))
                .element("EncodingType", query.get("encoding-type"))
                .element("MaxUploads", limit)
                .element("IsTruncated", Boolean.toString(truncated));
        page.forEach(upload -> write(xml, request, keys, upload));
        return Response.xml(xml);
    }

    /// An upload id marker counts only together with a key marker.
    private static List<MultipartUpload> find(Bucket bucket, Query query, int limit) {
        Optional<String> keyMarker = query.get("key-marker");
        String prefix = query.getOr("prefix", "");
        List<MultipartUpload> found = new ArrayList<>();
        for (MultipartUpload upload :
                bucket.uploads()
                        .after(
                                keyMarker.orElse(""),
                                keyMarker.flatMap(_ -> query.get("upload-id-marker")))) {
            if (found.size() == limit) {
                break;
            }
            if (upload.key().startsWith(prefix)) {
                found.add(upload);
            }
        }
        return found;
    }

    private static void write(Xml xml, Request request, KeyText keys, MultipartUpload upload) {
        xml.open("Upload").element("Key", keys.of(upload.key())).element("UploadId", upload.id());
        Owners.writeInitiator(xml, request.caller(), upload.initiator());
        Owners.write(xml, "Owner", request.caller());
        xml.element("StorageClass", upload.properties().storageClass())
                .element("Initiated", Times.iso(upload.initiated()));
        upload.checksum()
                .named()
                .ifPresent(algorithm ->
                        xml.element("ChecksumAlgorithm", algorithm.name())
                                .element("ChecksumType", upload.checksum().type().name()));
        xml.close();
    }
}
