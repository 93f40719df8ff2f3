package s3migrate.sandbox.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;

/// A multipart upload as a client makes one, parts numbered from 1, with the checksum it was
/// created for.
final class Multipart {
    private final S3Client s3;
    private final String bucket;
    private final String key;
    private final String uploadId;
    private final ChecksumAlgorithm algorithm;
    private final List<CompletedPart> parts = new ArrayList<>();

    private Multipart(
            S3Client s3, String bucket, String key, String uploadId, ChecksumAlgorithm algorithm) {
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
        this.uploadId = uploadId;
        this.algorithm = algorithm;
    }

    static Multipart of(S3Client s3, String bucket, String key) {
        return of(s3, bucket, key, r -> {});
    }

    static Multipart of(
            S3Client s3,
            String bucket,
            String key,
            Consumer<CreateMultipartUploadRequest.Builder> more) {
        var created = s3.createMultipartUpload(r -> more.accept(r.bucket(bucket).key(key)));
        return new Multipart(s3, bucket, key, created.uploadId(), created.checksumAlgorithm());
    }

    String uploadId() {
        return uploadId;
    }

    List<CompletedPart> parts() {
        return parts;
    }

    Multipart parts(String... texts) {
        for (String text : texts) {
            part(text);
        }
        return this;
    }

    Multipart part(String text) {
        int number = parts.size() + 1;
        var answer =
                s3.uploadPart(
                        r ->
                                r.bucket(bucket)
                                        .key(key)
                                        .uploadId(uploadId)
                                        .partNumber(number)
                                        .checksumAlgorithm(algorithm),
                        RequestBody.fromString(text));
        parts.add(
                CompletedPart.builder()
                        .partNumber(number)
                        .eTag(answer.eTag())
                        .checksumCRC32(answer.checksumCRC32())
                        .build());
        return this;
    }

    UploadPartCopyResponse copy(
            String sourceBucket, String sourceKey, Consumer<UploadPartCopyRequest.Builder> more) {
        int number = parts.size() + 1;
        UploadPartCopyResponse answer =
                s3.uploadPartCopy(r ->
                        more.accept(
                                r.sourceBucket(sourceBucket)
                                        .sourceKey(sourceKey)
                                        .destinationBucket(bucket)
                                        .destinationKey(key)
                                        .uploadId(uploadId)
                                        .partNumber(number)));
        parts.add(
                CompletedPart.builder()
                        .partNumber(number)
                        .eTag(answer.copyPartResult().eTag())
                        .checksumCRC32(answer.copyPartResult().checksumCRC32())
                        .checksumSHA256(answer.copyPartResult().checksumSHA256())
                        .build());
        return answer;
    }

    /// Answers the ETag of the object.
    String complete() {
        return complete(r -> {}).eTag();
    }

    CompleteMultipartUploadResponse complete(
            Consumer<CompleteMultipartUploadRequest.Builder> more) {
        return s3.completeMultipartUpload(r ->
                more.accept(
                        r.bucket(bucket)
                                .key(key)
                                .uploadId(uploadId)
                                .multipartUpload(m -> m.parts(parts))));
    }
}
