package s3migrate.store.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import s3migrate.object.Checksum;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.Part;
import s3migrate.route.StoreProfile;
import s3migrate.route.StoreProfile.Feature;
import s3migrate.store.Expectation;
import s3migrate.store.MultipartUpload;
import s3migrate.store.NewObject;
import s3migrate.store.ObjectStore.Body;
import s3migrate.store.StoreException;
import s3migrate.store.UploadedPart;
import s3migrate.store.WriteAnswer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/// Multipart uploads, always with one checksum over the whole object, which S3 computes for each
/// part and answers. Parts carry one of their own where the SDK can compute it on the way: CRC-32C.
final class S3Uploads {

    /// What S3 says of a part without a checksum where objects may be locked; there is no code for
    /// it.
    private static final String LOCKED = "with Object Lock parameters";

    private static final String WRONG_BYTES = "BadDigest";

    private final S3Client client;
    private final StoreProfile profile;

    S3Uploads(S3Client client, StoreProfile profile) {
        this.client = client;
        this.profile = profile;
    }

    MultipartUpload create(ObjectLocation to, NewObject what, ChecksumAlgorithm algorithm) {
        if (!algorithm.combinesOverParts()) {
            throw new IllegalArgumentException(
                    "%s: accepted are checksums that combine over parts".formatted(algorithm));
        }
        var call = S3Call.onNewObject("create upload of", to);
        var headers = NewObjectHeaders.of(what, profile, call);
        var request =
                CreateMultipartUploadRequest.builder()
                        .bucket(to.bucket())
                        .key(to.key())
                        .overrideConfiguration(o -> headers.forEach(o::putHeader));
        if (profile.can(Feature.CHECKSUMS)) {
            request.checksumAlgorithm(algorithm.name()).checksumType(ChecksumType.FULL_OBJECT);
        }
        var answer = S3Errors.call(call, () -> client.createMultipartUpload(request.build()));
        return new MultipartUpload(to, answer.uploadId(), algorithm);
    }

    Optional<UploadedPart> uploadPart(MultipartUpload upload, Part part, Body body) {
        var to = upload.destination();
        var request =
                UploadPartRequest.builder()
                        .bucket(to.bucket())
                        .key(to.key())
                        .uploadId(upload.id())
                        .partNumber(part.number());
        boolean summed = upload.algorithm() == ChecksumAlgorithm.CRC32C;
        if (summed && profile.can(Feature.CHECKSUMS) && profile.can(Feature.AWS_CHUNKED)) {
            request.checksumAlgorithm(upload.algorithm().name());
        }
        try (var attempts = new AttemptBody(body)) {
            var content =
                    RequestBody.fromContentProvider(attempts, body.length(), S3Writes.NO_TYPE);
            var answer = client.uploadPart(request.build(), content);
            var headers = AnswerHeaders.of(answer);
            return Optional.of(
                    new UploadedPart(
                            part.number(), headers.etag(), body.length(), headers.checksum()));
        } catch (SdkException e) {
            if (isGone(e)) {
                return Optional.empty();
            }
            var refused =
                    S3Errors.of(
                            S3Call.onNewObject("upload part %d of".formatted(part.number()), to),
                            e);
            throw partRefused(e, refused);
        }
    }

    /// Other bytes than we sent are sent again.
    private static StoreException partRefused(SdkException e, StoreException refused) {
        if (!(e instanceof S3Exception answer)) {
            return refused;
        }
        var text = String.valueOf(refused.getMessage());
        if (S3Errors.found(answer).contains(LOCKED)) {
            return new StoreException.ObjectRefused(UploadedPart.CHECKSUM_NEEDED, text, e);
        }
        return S3Errors.code(answer).equals(WRONG_BYTES)
                ? new StoreException.Transient(WRONG_BYTES, text, e)
                : refused;
    }

    Optional<List<UploadedPart>> parts(MultipartUpload upload) {
        var found = new ArrayList<UploadedPart>();
        try {
            var page = parts(upload, 0);
            while (true) {
                page.parts().forEach(part -> found.add(part(upload, part)));
                if (!Boolean.TRUE.equals(page.isTruncated())) {
                    return Optional.of(found);
                }
                page = parts(upload, page.nextPartNumberMarker());
            }
        } catch (SdkException e) {
            if (isGone(e)) {
                return Optional.empty();
            }
            throw S3Errors.of(S3Call.onObject("list parts of", upload.destination()), e);
        }
    }

    WriteAnswer complete(
            MultipartUpload upload,
            List<UploadedPart> parts,
            long size,
            Optional<Checksum> checksum,
            Expectation expected) {
        if (checksum.filter(given -> given.algorithm() != upload.algorithm()).isPresent()) {
            throw new IllegalArgumentException(
                    "%s: accepted are checksums of the upload's %s"
                            .formatted(checksum.get(), upload.algorithm()));
        }
        var to = upload.destination();
        var request =
                CompleteMultipartUploadRequest.builder()
                        .bucket(to.bucket())
                        .key(to.key())
                        .uploadId(upload.id())
                        .multipartUpload(
                                all -> all.parts(parts.stream().map(S3Uploads::named).toList()))
                        .overrideConfiguration(o ->
                                S3Writes.checksumHeaders(profile, checksum).forEach(o::putHeader));
        if (profile.can(Feature.CHECKSUMS)) {
            request.checksumType(ChecksumType.FULL_OBJECT).mpuObjectSize(size);
        }
        S3Writes.condition(expected, request::ifNoneMatch, request::ifMatch);
        try {
            return written(upload, client.completeMultipartUpload(request.build()));
        } catch (SdkException e) {
            return WriteAnswers.of(e, expected)
                    .orElseThrow(
                            () -> S3Errors.of(S3Call.onNewObject("complete upload of", to), e));
        }
    }

    void abort(MultipartUpload upload) {
        var to = upload.destination();
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(to.bucket()).key(to.key()).uploadId(upload.id()));
        } catch (SdkException e) {
            if (!isGone(e)) {
                throw S3Errors.of(S3Call.onObject("abort upload of", to), e);
            }
        }
    }

    private ListPartsResponse parts(MultipartUpload upload, int after) {
        var to = upload.destination();
        return client.listParts(request ->
                request.bucket(to.bucket())
                        .key(to.key())
                        .uploadId(upload.id())
                        .partNumberMarker(after));
    }

    private static UploadedPart part(
            MultipartUpload upload, software.amazon.awssdk.services.s3.model.Part part) {
        var value = part.getValueForField(field(upload.algorithm()), String.class);
        return new UploadedPart(
                part.partNumber(),
                ETag.of(part.eTag()),
                part.size(),
                value.map(v -> Checksum.ofWhole(upload.algorithm(), v)));
    }

    private static CompletedPart named(UploadedPart part) {
        return CompletedPart.builder().partNumber(part.number()).eTag(part.etag().quoted()).build();
    }

    private static WriteAnswer written(
            MultipartUpload upload, CompleteMultipartUploadResponse answer) {
        var value = answer.getValueForField(field(upload.algorithm()), String.class);
        return new WriteAnswer.Written(
                ETag.of(answer.eTag()),
                Optional.ofNullable(answer.versionId()),
                value.map(v -> Checksum.ofWhole(upload.algorithm(), v)));
    }

    /// The SDK's name for the field of a checksum, in whatever it is.
    static String field(ChecksumAlgorithm algorithm) {
        return "Checksum" + algorithm.name();
    }

    static boolean isGone(SdkException e) {
        return e instanceof S3Exception answer && S3Errors.code(answer).equals("NoSuchUpload");
    }
}
