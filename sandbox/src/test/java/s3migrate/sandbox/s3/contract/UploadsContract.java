package s3migrate.sandbox.s3.contract;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// What the topics of multipart uploads have in common.
abstract class UploadsContract extends S3Contract {

    final String begin(String key) {
        return s3().createMultipartUpload(r -> r.bucket(bucket()).key(key)).uploadId();
    }

    final UploadPartResponse part(String key, String id, int number, byte[] bytes) {
        return s3().uploadPart(
                        r -> r.bucket(bucket()).key(key).uploadId(id).partNumber(number),
                        RequestBody.fromBytes(bytes));
    }

    final CompletedPart upload(String key, String id, int number, byte[] bytes) {
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(part(key, id, number, bytes).eTag())
                .build();
    }

    final CompleteMultipartUploadResponse complete(
            String key, String id, List<CompletedPart> parts) {
        return complete(key, id, parts, _ -> {});
    }

    final CompleteMultipartUploadResponse complete(
            String key,
            String id,
            List<CompletedPart> parts,
            Consumer<CompleteMultipartUploadRequest.Builder> more) {
        return s3().completeMultipartUpload(r -> {
            r.bucket(bucket()).key(key).uploadId(id).multipartUpload(m -> m.parts(parts));
            more.accept(r);
        });
    }

    /// The upload is there, whatever it holds.
    final void assertOpen(String key, String id) {
        s3().listParts(r -> r.bucket(bucket()).key(key).uploadId(id));
    }

    static byte[] bytes(int seed, int count) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
