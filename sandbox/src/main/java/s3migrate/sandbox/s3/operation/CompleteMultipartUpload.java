package s3migrate.sandbox.s3.operation;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import s3migrate.sandbox.s3.checksum.Checksum;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.Bucket;
import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.store.CompletionRequest;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;
import s3migrate.sandbox.s3.wire.Xml;
import s3migrate.sandbox.s3.wire.XmlElement;

record CompleteMultipartUpload(Buckets buckets, long minimumPartBytes) implements Operation {
    @Override
    public Response answer(Request request) throws IOException {
        Bucket bucket = buckets.named(request.bucket());
        ObjectVersion version =
                bucket.complete(
                        request.key(),
                        request.query().getOr("uploadId", ""),
                        Conditions.ofWrite(request),
                        completion(request, buckets.checksums()),
                        minimumPartBytes);
        Xml xml =
                Xml.document("CompleteMultipartUploadResult")
                        .element("Location", "/" + request.bucket() + "/" + request.key())
                        .element("Bucket", request.bucket())
                        .element("Key", request.key())
                        .element("ETag", ResponseHeaders.quoted(version.etag()));
        version.checksum().ifPresent(checksum -> write(xml, checksum));
        return ResponseHeaders.stored(Response.xml(xml), bucket, version);
    }

    private static void write(Xml xml, Checksum checksum) {
        xml.element(checksum.algorithm().element(), checksum.value())
                .element("ChecksumType", checksum.type().name());
    }

    private static CompletionRequest completion(Request request, boolean checksums)
            throws IOException {
        XmlElement body = XmlElement.parse(RequestBody.of(request).small());
        List<CompletionRequest.NamedPart> parts =
                body.all("Part")
                        .map(part ->
                                new CompletionRequest.NamedPart(
                                        part.number("PartNumber"),
                                        part.get("ETag").replace("\"", ""),
                                        checksums ? GivenChecksums.elements(part) : Map.of()))
                        .toList();
        return new CompletionRequest(
                parts,
                GivenChecksums.headers(request),
                GivenChecksums.type(request),
                request.header("x-amz-mp-object-size").map(CompleteMultipartUpload::size));
    }

    private static Long size(String header) {
        try {
            return Long.valueOf(header);
        } catch (NumberFormatException notANumber) {
            throw S3Errors.invalidRequest("The value of x-amz-mp-object-size is not a number.");
        }
    }
}
