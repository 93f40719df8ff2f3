package s3migrate.sandbox.s3.operation;

import java.io.IOException;
import java.util.Optional;
import s3migrate.sandbox.s3.checksum.ChecksumAlgorithm;
import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.Bucket;
import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.store.Encryption;
import s3migrate.sandbox.s3.store.MultipartUpload;
import s3migrate.sandbox.s3.store.UploadChecksum;
import s3migrate.sandbox.s3.store.UploadedPart;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;

record UploadPart(Buckets buckets) implements Operation {
    private static final int MAX_PART_NUMBER = 10_000;

    @Override
    public Response answer(Request request) throws IOException {
        String uploadId = request.query().getOr("uploadId", "");
        Bucket bucket = buckets.named(request.bucket());
        MultipartUpload upload = bucket.uploads().find(request.key(), uploadId);
        Encryption encryption = upload.properties().encryption();
        CustomerKeys.checkPart(request, encryption);
        LockHeaders.checkSummed("Put Part", request, bucket.settings());
        int number = number(request);
        ChecksumAlgorithm algorithm = upload.checksum().algorithm();
        checkAlgorithm(upload.checksum(), GivenChecksums.announced(request));
        Reception reception = Reception.of(request, bucket.blobs(), algorithm);
        UploadedPart part =
                UploadedPart.of(
                        number,
                        reception.received().encrypted(encryption),
                        algorithm,
                        buckets.clock().instant());
        upload.add(part);
        Response response =
                EncryptionHeaders.tell(Response.empty(200), encryption)
                        .with("ETag", ResponseHeaders.quoted(part.etag()));
        return upload.checksum().named().isPresent()
                ? response.with(algorithm.header(), part.checksum())
                : response;
    }

    static int number(Request request) {
        String text = request.query().getOr("partNumber", "");
        int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > MAX_PART_NUMBER) {
            throw S3Errors.invalidArgument(
                    "Part number must be an integer between 1 and 10000, inclusive",
                    "partNumber",
                    text);
        }
        return number;
    }

    private static void checkAlgorithm(UploadChecksum upload, Optional<ChecksumAlgorithm> given) {
        boolean fits =
                given.map(algorithm -> upload.named().isEmpty() || algorithm == upload.algorithm())
                        .orElse(!upload.partsMustCarryIt());
        if (!fits) {
            throw mismatch(upload.algorithm(), given);
        }
    }

    private static S3Error mismatch(ChecksumAlgorithm expected, Optional<ChecksumAlgorithm> given) {
        return S3Errors.invalidRequest(
                "Checksum Type mismatch occurred, expected checksum Type: "
                        + expected.lowerName()
                        + ", actual checksum Type: "
                        + given.map(ChecksumAlgorithm::lowerName).orElse("null"));
    }
}
