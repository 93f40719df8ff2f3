package s3migrate.sandbox.s3.operation;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import s3migrate.sandbox.s3.checksum.Checksum;
import s3migrate.sandbox.s3.checksum.ChecksumAlgorithm;
import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.Bucket;
import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.store.Change;
import s3migrate.sandbox.s3.store.HeldObject;
import s3migrate.sandbox.s3.store.NewObject;
import s3migrate.sandbox.s3.store.ObjectProperties;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.store.WholeObject;
import s3migrate.sandbox.s3.store.WriteCondition;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;
import s3migrate.sandbox.s3.wire.Xml;

/// Copies up to 5 GB as one piece: the copy of a multipart object has another ETag, and a checksum
/// of the whole. The copy shares the source's bytes on disk.
record CopyObject(Buckets buckets, CopyRead reads, WritePermission permission)
        implements Operation {
    @Override
    public Response answer(Request request) throws IOException {
        Bucket bucket = buckets.named(request.bucket());
        WriteCondition condition = Conditions.ofWrite(request);
        CopyProperties properties = CopyProperties.of(request, bucket);
        CopySource source = CopySource.of(request);
        HeldObject held = reads.hold(request, source);
        NewObject copy;
        try {
            checkNotItself(request, source, properties);
            copy = copy(request, source, properties, held.object());
        } catch (S3Error | IOException failed) {
            held.close();
            throw failed;
        }
        ObjectVersion version = bucket.publish(request.key(), condition, copy);
        return ResponseHeaders.stored(Response.xml(result(version)), bucket, version)
                .with("x-amz-copy-source-version-id", sourceVersion(source, held.object()));
    }

    /// Takes over the hold on the source's content.
    private NewObject copy(
            Request request, CopySource source, CopyProperties properties, ObjectVersion object)
            throws IOException {
        CopyRead.checkSize(object.size());
        if (!properties.replacesTags()) {
            reads.checkTagsReadable(request, source, object);
        }
        ObjectProperties described = properties.from(object);
        permission.check(request, described);
        WholeObject whole = WholeObject.of(object, algorithm(request, object));
        return new NewObject(
                object.content(),
                described.encryption().etag(whole.md5()),
                buckets.clock().instant(),
                Optional.of(whole.checksum()),
                described,
                List.of(),
                Change.Kind.COPY);
    }

    /// The algorithm asked for, else that of the source.
    private static ChecksumAlgorithm algorithm(Request request, ObjectVersion object) {
        return GivenChecksums.wanted(request)
                .or(() -> object.checksum().map(Checksum::algorithm))
                .orElse(ChecksumAlgorithm.CRC64NVME);
    }

    private static void checkNotItself(
            Request request, CopySource source, CopyProperties properties) {
        boolean itself = source.isOf(request.target()) && source.versionId().isEmpty();
        if (itself && !properties.changeSomething()) {
            throw S3Errors.invalidRequest(
                    "This copy request is illegal because it is trying to copy an object to itself without changing"
                            + " the object's metadata, storage class, website redirect location or encryption attributes.");
        }
    }

    private Optional<String> sourceVersion(CopySource source, ObjectVersion object) {
        return ResponseHeaders.versionId(
                buckets.named(source.target().bucket()), object.versionId());
    }

    private static Xml result(ObjectVersion version) {
        Xml xml =
                Xml.document("CopyObjectResult")
                        .element("LastModified", Times.iso(version.lastModified()))
                        .element("ETag", ResponseHeaders.quoted(version.etag()));
        version.checksum()
                .ifPresent(checksum ->
                        xml.element(checksum.algorithm().element(), checksum.value())
                                .element("ChecksumType", checksum.type().name()));
        return xml;
    }
}
