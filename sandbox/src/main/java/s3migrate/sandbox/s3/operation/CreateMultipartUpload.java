package s3migrate.sandbox.s3.operation;

import java.util.Optional;
import s3migrate.sandbox.s3.checksum.ChecksumAlgorithm;
import s3migrate.sandbox.s3.checksum.ChecksumType;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.Bucket;
import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.store.MultipartUpload;
import s3migrate.sandbox.s3.store.ObjectProperties;
import s3migrate.sandbox.s3.store.UploadChecksum;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;
import s3migrate.sandbox.s3.wire.Xml;

record CreateMultipartUpload(Buckets buckets, WritePermission permission) implements Operation {
    @Override
    public Response answer(Request request) {
        Bucket bucket = buckets.named(request.bucket());
        ObjectProperties properties = PropertyHeaders.of(request, bucket);
        permission.checkUpload(request, properties);
        UploadChecksum checksum = checksum(request);
        MultipartUpload upload =
                bucket.beginUpload(
                        request.key(), request.caller().accessKeyId(), properties, checksum);
        Xml xml =
                Xml.document("InitiateMultipartUploadResult")
                        .element("Bucket", bucket.name())
                        .element("Key", request.key())
                        .element("UploadId", upload.id());
        Response response = EncryptionHeaders.tell(Response.xml(xml), properties.encryption());
        return checksum.named()
                .map(algorithm ->
                        response.with("x-amz-checksum-algorithm", algorithm.name())
                                .with("x-amz-checksum-type", checksum.type().name()))
                .orElse(response);
    }

    private static UploadChecksum checksum(Request request) {
        Optional<ChecksumType> type = GivenChecksums.type(request);
        Optional<ChecksumAlgorithm> algorithm = GivenChecksums.wanted(request);
        if (algorithm.isEmpty()) {
            if (type.isPresent()) {
                throw S3Errors.invalidRequest(
                        "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
            }
            return UploadChecksum.UNNAMED;
        }
        UploadChecksum checksum =
                new UploadChecksum(algorithm, type.orElseGet(algorithm.get()::defaultType));
        checkPair(checksum);
        return checksum;
    }

    private static void checkPair(UploadChecksum checksum) {
        ChecksumAlgorithm algorithm = checksum.algorithm();
        boolean possible =
                switch (checksum.type()) {
                    case FULL_OBJECT -> algorithm.isCrc();
                    case COMPOSITE -> algorithm != ChecksumAlgorithm.CRC64NVME;
                };
        if (!possible) {
            throw S3Errors.invalidRequest(
                    "The "
                            + checksum.type()
                            + " checksum type cannot be used with the "
                            + algorithm.lowerName()
                            + " checksum algorithm.");
        }
    }
}
