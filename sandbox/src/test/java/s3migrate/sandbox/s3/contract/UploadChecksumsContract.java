package s3migrate.sandbox.s3.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Part;

/// Checksums of multipart uploads: of the full object, or composed of those of the parts.
abstract class UploadChecksumsContract extends UploadsContract {
    private static final byte[] TEXT = bytes(7, 16);

    @Test
    void makesAFullObjectChecksumOfAnUploadThatNamesNone() {
        String id = begin("unnamed");
        complete("unnamed", id, List.of(upload("unnamed", id, 1, TEXT)));
        s3().putObject(r -> r.bucket(bucket()).key("plain"), RequestBody.fromBytes(TEXT));

        assertThat(crc64nvme("unnamed")).isPresent().isEqualTo(crc64nvme("plain"));
    }

    @Test
    void ignoresAChecksumAtCompleteOfAnUploadThatNamesNone() {
        String id = begin("ignored");
        var parts = List.of(upload("ignored", id, 1, TEXT));

        complete("ignored", id, parts, r -> r.checksumCRC32C("AAAAAA=="));
        assertThat(find("ignored")).isPresent();
    }

    @Test
    void refusesATypeAtCompleteOfAnUploadThatNamesNone() {
        String id = begin("typed");
        var parts = List.of(upload("typed", id, 1, TEXT));

        refused(
                400,
                "InvalidRequest",
                () -> complete("typed", id, parts, r -> r.checksumType(ChecksumType.FULL_OBJECT)));
    }

    @Test
    void sumsThePartsOfAFullObjectUploadItself() {
        String id = beginFullObject("full");

        assertThat(part("full", id, 1, TEXT).checksumCRC32C()).isEqualTo(crc32c(TEXT));
        assertThat(s3().listParts(r -> r.bucket(bucket()).key("full").uploadId(id)).parts())
                .extracting(Part::checksumCRC32C)
                .containsExactly(crc32c(TEXT));
    }

    @Test
    void completesUnderTheChecksumAndSizeOfTheFullObject() {
        byte[] first = bytes(1, server().minimumPartBytes());
        byte[] whole = Arrays.copyOf(first, first.length + TEXT.length);
        System.arraycopy(TEXT, 0, whole, first.length, TEXT.length);
        String id = beginFullObject("full");
        var parts = List.of(upload("full", id, 1, first), upload("full", id, 2, TEXT));

        refused(400, "BadDigest", () -> completeFull(id, parts, "AAAAAA==", whole.length));
        refused(
                400,
                "BadDigest",
                () -> complete("full", id, parts, r -> r.checksumCRC32C(crc32c(whole))));
        assertThat(find("full")).isEmpty();
        assertOpen("full", id);

        var done = completeFull(id, parts, crc32c(whole), whole.length);
        assertThat(done.checksumCRC32C()).isEqualTo(crc32c(whole));
        assertThat(done.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
    }

    @Test
    void refusesAnotherSizeThanThatOfTheParts() {
        String id = begin("sized");
        var parts = List.of(upload("sized", id, 1, TEXT));

        refused(
                400,
                "InvalidRequest",
                () -> complete("sized", id, parts, r -> r.mpuObjectSize(15L)));
        assertThat(find("sized")).isEmpty();
        complete("sized", id, parts, r -> r.mpuObjectSize(16L));
    }

    @Test
    void wantsAChecksumWithEveryPartOfACompositeUpload() {
        String id = beginComposite("composite");

        refused(400, "InvalidRequest", () -> part("composite", id, 1, TEXT));
    }

    @Test
    void composesTheChecksumOfThoseOfTheParts() {
        String id = beginComposite("composite");
        var part =
                s3().uploadPart(
                                r ->
                                        r.bucket(bucket())
                                                .key("composite")
                                                .uploadId(id)
                                                .partNumber(1)
                                                .checksumAlgorithm(ChecksumAlgorithm.SHA256),
                                RequestBody.fromBytes(TEXT));
        CompletedPart named =
                CompletedPart.builder()
                        .partNumber(1)
                        .eTag(part.eTag())
                        .checksumSHA256(part.checksumSHA256())
                        .build();

        refused(
                400,
                "InvalidRequest",
                () ->
                        complete(
                                "composite",
                                id,
                                List.of(named.toBuilder().checksumSHA256(null).build())));
        var done = complete("composite", id, List.of(named));
        assertThat(done.checksumSHA256()).endsWith("-1");
        assertThat(done.checksumType()).isEqualTo(ChecksumType.COMPOSITE);
    }

    @Test
    void offersOnlyThePairsOfAlgorithmAndTypeThatS3Has() {
        refused(
                400,
                "InvalidRequest",
                () -> begin("x", ChecksumAlgorithm.SHA256, ChecksumType.FULL_OBJECT));
        refused(
                400,
                "InvalidRequest",
                () -> begin("x", ChecksumAlgorithm.CRC64_NVME, ChecksumType.COMPOSITE));
    }

    private String beginFullObject(String key) {
        return begin(key, ChecksumAlgorithm.CRC32_C, ChecksumType.FULL_OBJECT);
    }

    private String beginComposite(String key) {
        return begin(key, ChecksumAlgorithm.SHA256, ChecksumType.COMPOSITE);
    }

    private String begin(String key, ChecksumAlgorithm algorithm, ChecksumType type) {
        return s3().createMultipartUpload(r ->
                        r.bucket(bucket()).key(key).checksumAlgorithm(algorithm).checksumType(type))
                .uploadId();
    }

    private CompleteMultipartUploadResponse completeFull(
            String id, List<CompletedPart> parts, String crc32c, long bytes) {
        return complete(
                "full",
                id,
                parts,
                r ->
                        r.checksumCRC32C(crc32c)
                                .checksumType(ChecksumType.FULL_OBJECT)
                                .mpuObjectSize(bytes));
    }

    private Optional<String> crc64nvme(String key) {
        return Optional.ofNullable(
                s3().headObject(r -> r.bucket(bucket()).key(key).checksumMode(ChecksumMode.ENABLED))
                        .checksumCRC64NVME());
    }

    private static String crc32c(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        int value = (int) crc.getValue();
        return Base64.getEncoder().encodeToString(ByteBuffer.allocate(4).putInt(value).array());
    }
}
