package s3migrate.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import s3migrate.object.Checksum;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ETag;
import s3migrate.object.ObjectMetadata;
import s3migrate.object.StoredObject;

final class AnswerHeadersTest {

    private static final Map<String, String> LEAST =
            Map.of(
                    "etag", "\"0123\"",
                    "content-length", "7",
                    "last-modified", "Fri, 02 Jan 2026 03:04:05 GMT");

    @Test
    void readsTheLeastThatS3Answers() {
        assertThat(stored(Map.of()))
                .isEqualTo(
                        new StoredObject(
                                ScriptedStore.KEY,
                                new ETag("0123"),
                                Optional.empty(),
                                7,
                                Instant.parse("2026-01-02T03:04:05Z"),
                                "STANDARD",
                                ObjectMetadata.NONE,
                                Optional.empty(),
                                false,
                                0));
    }

    @Test
    void isRestoredOnceThatHasEnded() {
        var under = Map.of("x-amz-restore", "ongoing-request=\"true\"");
        var ended =
                Map.of(
                        "x-amz-restore",
                        "ongoing-request=\"false\", expiry-date=\"Fri, 23 Dec 2026 00:00:00 GMT\"");
        assertThat(stored(Map.of()).restored()).isFalse();
        assertThat(stored(under).restored()).isFalse();
        assertThat(stored(ended).restored()).isTrue();
        assertThat(stored(ended).in(Optional.of("v1")).restored()).isTrue();
    }

    @Test
    void countsTheMetadataS3CannotShow() {
        assertThat(stored(Map.of("x-amz-missing-meta", "2")).metadata().hidden()).isEqualTo(2);
    }

    @Test
    void takesTheSizeFromARangeButNoChecksum() {
        var ranged =
                Map.of(
                        "content-range", "bytes 20-26/50000000000000",
                        "x-amz-checksum-crc32c", "AAAAAA==");
        assertThat(stored(ranged).size()).isEqualTo(50_000_000_000_000L);
        assertThat(stored(ranged).checksum()).isEmpty();
        assertThat(headers(ranged).contentLength()).isEqualTo(7);
    }

    @Test
    void readsVersionClassTagsAndUserMetadata() {
        var object =
                stored(
                        Map.of(
                                "x-amz-version-id", "v1",
                                "x-amz-storage-class", "GLACIER_IR",
                                "x-amz-tagging-count", "3",
                                "x-amz-meta-a", " b ",
                                "expires", "0"));
        assertThat(object.versionId()).hasValue("v1");
        assertThat(object.storageClass()).isEqualTo("GLACIER_IR");
        assertThat(object.tagCount()).isEqualTo(3);
        assertThat(object.metadata().user()).isEqualTo(Map.of("a", " b "));
        assertThat(object.metadata().expires()).hasValue("0");
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-server-side-encryption, aws:kms, true",
        "x-amz-server-side-encryption, aws:kms:dsse, true",
        "x-amz-server-side-encryption-customer-algorithm, AES256, true",
        "x-amz-server-side-encryption, AES256, false"
    })
    void tellsEncryptionUnderWhichETagsProveNothing(String header, String value, boolean key) {
        assertThat(stored(Map.of(header, value)).keyEncrypted()).isEqualTo(key);
    }

    @Test
    void readsTheChecksumWithItsCoverage() {
        assertThat(checksum("x-amz-checksum-crc32", "AA==", "FULL_OBJECT"))
                .hasValue(Checksum.ofWhole(ChecksumAlgorithm.CRC32, "AA=="));
        assertThat(checksum("x-amz-checksum-sha256", "AA==-2", "COMPOSITE"))
                .hasValue(
                        new Checksum(
                                ChecksumAlgorithm.SHA256, Checksum.Coverage.COMPOSITE, "AA==-2"));
    }

    @Test
    void passesOverChecksumsItDoesNotKnow() {
        assertThat(checksum("x-amz-checksum-xxhash3", "AA==", "FULL_OBJECT")).isEmpty();
        assertThat(checksum("x-amz-checksum-crc32", "AA==", "SOMETHING_NEW")).isEmpty();
    }

    private static Optional<Checksum> checksum(String header, String value, String type) {
        return stored(Map.of(header, value, "x-amz-checksum-type", type)).checksum();
    }

    private static StoredObject stored(Map<String, String> more) {
        return headers(more).storedObject(ScriptedStore.KEY);
    }

    private static AnswerHeaders headers(Map<String, String> more) {
        var all = new HashMap<>(LEAST);
        all.putAll(more);
        return new AnswerHeaders(all);
    }
}
