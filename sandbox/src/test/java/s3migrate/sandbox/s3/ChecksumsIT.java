package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.ObjectsIT.assertError;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import s3migrate.sandbox.s3.checksum.Checksum;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// With the client's own checksums off, so that only what a test says is sent.
class ChecksumsIT {
    private static final byte[] BYTES = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    @TempDir static Path directory;
    private static S3Fixture fixture;
    private static S3Client s3;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        fixture = new S3Fixture(directory, settings -> settings.withMinimumPartBytes(1));
        s3 =
                fixture.client(builder ->
                        builder.requestChecksumCalculation(
                                RequestChecksumCalculation.WHEN_REQUIRED));
    }

    @AfterAll
    static void stop() {
        s3.close();
        fixture.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
    void keepsTheChecksumOfATrailerAndNoOther(ChecksumAlgorithm algorithm) {
        s3.putObject(
                r -> r.bucket(BUCKET).key("trailer").checksumAlgorithm(algorithm),
                RequestBody.fromBytes(BYTES));

        Checksum checksum = stored("trailer").orElseThrow();
        assertThat(checksum.algorithm().name()).isEqualTo(algorithm.toString());
        var head =
                s3.headObject(
                        r -> r.bucket(BUCKET).key("trailer").checksumMode(ChecksumMode.ENABLED));
        assertThat(head.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
        assertThat(head.checksumCRC64NVME()).isNull();
    }

    @Test
    void refusesAWrongChecksumAndKeepsTheObjectThatWasThere() throws IOException {
        fixture.server.put(BUCKET, "guarded", new byte[3]);

        assertThatThrownBy(() ->
                        s3.putObject(
                                r -> r.bucket(BUCKET).key("guarded").checksumCRC32C("AAAAAA=="),
                                RequestBody.fromBytes(BYTES)))
                .satisfies(e -> assertError(e, 400, "BadDigest"));
        assertThat(fixture.server.object(BUCKET, "guarded").orElseThrow().size()).isEqualTo(3);
    }

    @Test
    void refusesAWrongContentMd5() {
        assertThatThrownBy(() ->
                        s3.putObject(
                                r ->
                                        r.bucket(BUCKET)
                                                .key("md5")
                                                .contentMD5("AAAAAAAAAAAAAAAAAAAAAA=="),
                                RequestBody.fromBytes(BYTES)))
                .satisfies(e -> assertError(e, 400, "BadDigest"));
        assertThatThrownBy(() ->
                        s3.putObject(
                                r -> r.bucket(BUCKET).key("md5").contentMD5("short"),
                                RequestBody.fromBytes(BYTES)))
                .satisfies(e -> assertError(e, 400, "InvalidDigest"));
    }

    @Test
    void makesAFullObjectChecksumOfAnUploadThatNamesNone() {
        String id = s3.createMultipartUpload(r -> r.bucket(BUCKET).key("unnamed")).uploadId();
        assertThat(part("unnamed", id, 1, BYTES).checksumCRC64NVME()).isNull();
        var parts = parts("unnamed", id);
        complete("unnamed", id, parts, r -> {});

        s3.putObject(r -> r.bucket(BUCKET).key("plain"), RequestBody.fromBytes(BYTES));
        assertThat(stored("unnamed")).isEqualTo(stored("plain")).isPresent();
    }

    @Test
    void ignoresAChecksumAtCompleteOfAnUploadThatNamesNoneButNotItsType() {
        String id = s3.createMultipartUpload(r -> r.bucket(BUCKET).key("ignored")).uploadId();
        part("ignored", id, 1, BYTES);
        var parts = parts("ignored", id);

        assertThatThrownBy(() ->
                        complete(
                                "ignored",
                                id,
                                parts,
                                r -> r.checksumType(ChecksumType.FULL_OBJECT)))
                .satisfies(e -> assertError(e, 400, "InvalidRequest"));
        complete("ignored", id, parts, r -> r.checksumCRC32C("AAAAAA=="));
    }

    @Test
    void checksTheFullObjectChecksumOfAnUploadThatNamesIt() {
        String id = beginFullObject("full");
        assertThat(part("full", id, 1, BYTES).checksumCRC32C()).isEqualTo(crc32c(BYTES));
        part("full", id, 2, BYTES);
        byte[] whole = new byte[32];
        System.arraycopy(BYTES, 0, whole, 0, 16);
        System.arraycopy(BYTES, 0, whole, 16, 16);
        var parts = parts("full", id);
        assertThat(s3.listParts(r -> r.bucket(BUCKET).key("full").uploadId(id)).parts())
                .extracting(p -> p.checksumCRC32C())
                .containsOnly(crc32c(BYTES));

        assertThatThrownBy(() -> completeFull(id, parts, "AAAAAA=="))
                .satisfies(e -> assertError(e, 400, "BadDigest"));
        assertThatThrownBy(() -> complete("full", id, parts, r -> r.checksumCRC32C(crc32c(whole))))
                .as("without the type")
                .satisfies(e -> assertError(e, 400, "BadDigest"));
        assertThatThrownBy(() -> complete("full", id, parts, r -> r.mpuObjectSize(31L)))
                .satisfies(e -> assertError(e, 400, "InvalidRequest"));
        assertThat(fixture.server.object(BUCKET, "full")).isEmpty();
        assertThat(fixture.server.openUploads(BUCKET)).extracting(u -> u.id()).contains(id);

        var done = completeFull(id, parts, crc32c(whole));
        assertThat(done.checksumCRC32C()).isEqualTo(crc32c(whole));
        assertThat(done.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
    }

    @Test
    void wantsAChecksumWithEveryPartOfACompositeUpload() {
        String id =
                s3.createMultipartUpload(r ->
                                r.bucket(BUCKET)
                                        .key("composite")
                                        .checksumAlgorithm(ChecksumAlgorithm.SHA256))
                        .uploadId();

        assertThatThrownBy(() -> part("composite", id, 1, BYTES))
                .satisfies(e -> assertError(e, 400, "InvalidRequest"));
        var part =
                s3.uploadPart(
                        r ->
                                r.bucket(BUCKET)
                                        .key("composite")
                                        .uploadId(id)
                                        .partNumber(1)
                                        .checksumAlgorithm(ChecksumAlgorithm.SHA256),
                        RequestBody.fromBytes(BYTES));
        assertThatThrownBy(() -> complete("composite", id, parts("composite", id), r -> {}))
                .as("without the checksum of the part")
                .satisfies(e -> assertError(e, 400, "InvalidRequest"));
        var done =
                complete(
                        "composite",
                        id,
                        List.of(
                                CompletedPart.builder()
                                        .partNumber(1)
                                        .eTag(part.eTag())
                                        .checksumSHA256(part.checksumSHA256())
                                        .build()),
                        r -> {});
        assertThat(done.checksumSHA256()).endsWith("-1");
        assertThat(done.checksumType()).isEqualTo(ChecksumType.COMPOSITE);
    }

    @Test
    void offersOnlyThePairsOfAlgorithmAndTypeThatS3Has() {
        assertThatThrownBy(() ->
                        s3.createMultipartUpload(r ->
                                r.bucket(BUCKET)
                                        .key("x")
                                        .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                                        .checksumType(ChecksumType.FULL_OBJECT)))
                .satisfies(e -> assertError(e, 400, "InvalidRequest"));
        assertThatThrownBy(() ->
                        s3.createMultipartUpload(r ->
                                r.bucket(BUCKET)
                                        .key("x")
                                        .checksumAlgorithm(ChecksumAlgorithm.CRC64_NVME)
                                        .checksumType(ChecksumType.COMPOSITE)))
                .satisfies(e -> assertError(e, 400, "InvalidRequest"));
    }

    private static String beginFullObject(String key) {
        return s3.createMultipartUpload(r ->
                        r.bucket(BUCKET)
                                .key(key)
                                .checksumAlgorithm(ChecksumAlgorithm.CRC32_C)
                                .checksumType(ChecksumType.FULL_OBJECT))
                .uploadId();
    }

    private static UploadPartResponse part(String key, String id, int number, byte[] bytes) {
        return s3.uploadPart(
                r -> r.bucket(BUCKET).key(key).uploadId(id).partNumber(number),
                RequestBody.fromBytes(bytes));
    }

    private static List<CompletedPart> parts(String key, String id) {
        return s3.listParts(r -> r.bucket(BUCKET).key(key).uploadId(id)).parts().stream()
                .map(part ->
                        CompletedPart.builder()
                                .partNumber(part.partNumber())
                                .eTag(part.eTag())
                                .build())
                .toList();
    }

    private static CompleteMultipartUploadResponse completeFull(
            String id, List<CompletedPart> parts, String crc32c) {
        return complete(
                "full",
                id,
                parts,
                r ->
                        r.checksumCRC32C(crc32c)
                                .checksumType(ChecksumType.FULL_OBJECT)
                                .mpuObjectSize(32L));
    }

    private static CompleteMultipartUploadResponse complete(
            String key,
            String id,
            List<CompletedPart> parts,
            Consumer<CompleteMultipartUploadRequest.Builder> more) {
        return s3.completeMultipartUpload(r -> {
            r.bucket(BUCKET).key(key).uploadId(id).multipartUpload(m -> m.parts(parts));
            more.accept(r);
        });
    }

    private static Optional<Checksum> stored(String key) {
        return fixture.server.object(BUCKET, key).orElseThrow().checksum();
    }

    private static String crc32c(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        int value = (int) crc.getValue();
        return Base64.getEncoder().encodeToString(ByteBuffer.allocate(4).putInt(value).array());
    }
}
