package s3migrate.sandbox.s3.operation;

import java.util.List;
import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.store.MultipartUpload;
import s3migrate.sandbox.s3.store.UploadChecksum;
import s3migrate.sandbox.s3.store.UploadedPart;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;
import s3migrate.sandbox.s3.wire.Xml;

/// The parts of an open upload, by number, in pages.
record ListParts(Buckets buckets) implements Operation {
    private static final int MAX_PARTS = 1000;

    @Override
    public Response answer(Request request) {
        String uploadId = request.query().getOr("uploadId", "");
        MultipartUpload upload =
                buckets.named(request.bucket()).uploads().find(request.key(), uploadId);
        int limit = request.query().limit("max-parts", MAX_PARTS);
        int marker = request.query().number("part-number-marker", 0, Integer.MAX_VALUE);
        List<UploadedPart> found = upload.partsAfter(marker, limit + 1);
        boolean truncated = found.size() > limit;
        List<UploadedPart> page = truncated ? found.subList(0, limit) : found;
        UploadChecksum checksum = upload.checksum();
        Xml xml =
                Xml.document("ListPartsResult")
                        .element("Bucket", request.bucket())
                        .element("Key", request.key())
                        .element("UploadId", uploadId);
        Owners.writeInitiator(xml, request.caller(), upload.initiator());
        Owners.write(xml, "Owner", request.caller());
        xml.element("StorageClass", upload.properties().storageClass())
                .element("PartNumberMarker", marker)
                .element("NextPartNumberMarker", page.isEmpty() ? 0 : page.getLast().number())
                .element("MaxParts", limit)
                .element("IsTruncated", Boolean.toString(truncated))
                .element("ChecksumAlgorithm", checksum.named().map(Enum::name))
                .element("ChecksumType", checksum.named().map(_ -> checksum.type().name()));
        page.forEach(part -> write(xml, checksum, part));
        return Response.xml(xml);
    }

    private static void write(Xml xml, UploadChecksum checksum, UploadedPart part) {
        xml.open("Part")
                .element("PartNumber", part.number())
                .element("LastModified", Times.iso(part.lastModified()))
                .element("ETag", ResponseHeaders.quoted(part.etag()))
                .element("Size", part.size());
        checksum.named().ifPresent(algorithm -> xml.element(algorithm.element(), part.checksum()));
        xml.close();
    }
}
