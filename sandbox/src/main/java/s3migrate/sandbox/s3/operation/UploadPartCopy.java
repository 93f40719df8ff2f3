package s3migrate.sandbox.s3.operation;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import s3migrate.sandbox.s3.checksum.ChecksumAlgorithm;
import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.store.Encryption;
import s3migrate.sandbox.s3.store.HeldObject;
import s3migrate.sandbox.s3.store.MultipartUpload;
import s3migrate.sandbox.s3.store.Received;
import s3migrate.sandbox.s3.store.UploadedPart;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;
import s3migrate.sandbox.s3.wire.Xml;

/// Copies an object, or a range of it that must lie within, as a part of an upload.
record UploadPartCopy(Buckets buckets, CopyRead reads) implements Operation {
    private static final String RANGE_HEADER = "x-amz-copy-source-range";
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})");

    @Override
    public Response answer(Request request) throws IOException {
        MultipartUpload upload =
                buckets.named(request.bucket())
                        .uploads()
                        .find(request.key(), request.query().getOr("uploadId", ""));
        Encryption encryption = upload.properties().encryption();
        CustomerKeys.checkPart(request, encryption);
        int number = UploadPart.number(request);
        ChecksumAlgorithm algorithm = upload.checksum().algorithm();
        CopySource source = CopySource.of(request);
        try (HeldObject held = reads.hold(request, source)) {
            ByteRange range = range(request, held.object().size());
            CopyRead.checkSize(range.length());
            Received received =
                    Received.copy(
                            held.object().content(),
                            range.first(),
                            range.length(),
                            buckets.named(request.bucket()).blobs(),
                            EnumSet.of(algorithm));
            UploadedPart part =
                    UploadedPart.of(
                            number,
                            received.encrypted(encryption),
                            algorithm,
                            buckets.clock().instant());
            upload.add(part);
            return EncryptionHeaders.tell(Response.xml(result(upload, part)), encryption)
                    .with(
                            "x-amz-copy-source-version-id",
                            ResponseHeaders.versionId(
                                    buckets.named(source.target().bucket()),
                                    held.object().versionId()));
        }
    }

    private static ByteRange range(Request request, long sourceBytes) {
        Optional<String> header = request.header(RANGE_HEADER);
        if (header.isEmpty()) {
            return new ByteRange(0, sourceBytes);
        }
        Matcher range = RANGE.matcher(header.get());
        if (!range.matches()) {
            throw malformed(header.get());
        }
        long first = Long.parseLong(range.group(1));
        long last = Long.parseLong(range.group(2));
        if (last < first) {
            throw malformed(header.get());
        }
        if (last >= sourceBytes) {
            throw S3Errors.invalidArgument(
                    "Range specified is not valid for source object of size: " + sourceBytes,
                    RANGE_HEADER,
                    header.get());
        }
        return new ByteRange(first, last - first + 1);
    }

    private static S3Error malformed(String range) {
        return S3Errors.invalidArgument(
                "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the"
                        + " zero-based offsets of the first and last bytes to copy",
                RANGE_HEADER,
                range);
    }

    private static Xml result(MultipartUpload upload, UploadedPart part) {
        Xml xml =
                Xml.document("CopyPartResult")
                        .element("LastModified", Times.iso(part.lastModified()))
                        .element("ETag", ResponseHeaders.quoted(part.etag()));
        upload.checksum()
                .named()
                .ifPresent(algorithm -> xml.element(algorithm.element(), part.checksum()));
        return xml;
    }
}
