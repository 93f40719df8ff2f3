package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;
import static s3migrate.sandbox.s3.contract.Refusals.assertError;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.s3.contract.RawRequest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectPart;
import software.amazon.awssdk.services.s3.model.StorageClass;

class ObjectAttributesIT {
    @TempDir static Path directory;
    private static S3Fixture fixture;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        fixture = new S3Fixture(directory, settings -> settings.withMinimumPartBytes(1));
        Multipart.of(
                        fixture.s3,
                        BUCKET,
                        "composite",
                        r ->
                                r.checksumAlgorithm(ChecksumAlgorithm.CRC32)
                                        .checksumType(ChecksumType.COMPOSITE))
                .parts("one", "three", "seventh")
                .complete();
        Multipart.of(
                        fixture.s3,
                        BUCKET,
                        "full",
                        r ->
                                r.checksumAlgorithm(ChecksumAlgorithm.CRC32)
                                        .checksumType(ChecksumType.FULL_OBJECT))
                .parts("one", "three")
                .complete();
        fixture.s3.putObject(
                r ->
                        r.bucket(BUCKET)
                                .key("plain")
                                .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                                .storageClass(StorageClass.STANDARD_IA),
                RequestBody.fromString("plain"));
        fixture.s3.putObject(r -> r.bucket(BUCKET).key("empty"), RequestBody.empty());
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void tellsWhatItIsAskedFor() {
        var all = attributes("plain", r -> r.objectAttributes(ObjectAttributes.knownValues()));
        var size = attributes("plain", r -> r.objectAttributes(ObjectAttributes.OBJECT_SIZE));

        assertThat(all.eTag()).doesNotContain("\"").hasSize(32);
        assertThat(all.objectSize()).isEqualTo(5);
        assertThat(all.storageClass()).isEqualTo(StorageClass.STANDARD_IA);
        assertThat(all.checksum().checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
        assertThat(all.checksum().checksumCRC32()).isNotNull();
        assertThat(all.objectParts()).isNull();
        assertThat(all.lastModified()).isNotNull();
        assertThat(size.objectSize()).isEqualTo(5);
        assertThat(size.eTag()).isNull();
    }

    @Test
    void pagesThePartsOfACompositeObject() {
        var first =
                attributes(
                        "composite",
                        r -> r.objectAttributes(ObjectAttributes.OBJECT_PARTS).maxParts(2));
        var rest =
                attributes(
                        "composite",
                        r ->
                                r.objectAttributes(ObjectAttributes.OBJECT_PARTS)
                                        .partNumberMarker(
                                                first.objectParts().nextPartNumberMarker()));

        assertThat(first.objectParts().totalPartsCount()).isEqualTo(3);
        assertThat(first.objectParts().isTruncated()).isTrue();
        assertThat(first.objectParts().parts())
                .extracting(ObjectPart::size)
                .containsExactly(3L, 5L);
        assertThat(first.objectParts().parts().getFirst().checksumCRC32()).isNotNull();
        assertThat(rest.objectParts().isTruncated()).isFalse();
        assertThat(rest.objectParts().parts())
                .extracting(ObjectPart::partNumber)
                .containsExactly(3);
    }

    @Test
    void tellsOnlyTheCountOfThePartsOfAFullObjectUpload() {
        var parts =
                attributes("full", r -> r.objectAttributes(ObjectAttributes.OBJECT_PARTS))
                        .objectParts();

        assertThat(parts.totalPartsCount()).isEqualTo(2);
        assertThat(parts.parts()).isEmpty();
    }

    @Test
    void refusesAttributesItDoesNotKnow() throws IOException, InterruptedException {
        assertThatThrownBy(() ->
                        attributes("plain", r -> r.objectAttributesWithStrings("ETag", "Colour")))
                .satisfies(e -> assertError(e, 400, "InvalidArgument"));
        assertThat(
                        RawRequest.get(
                                        fixture,
                                        fixture.server
                                                .https()
                                                .resolve("/" + BUCKET + "/plain?attributes="))
                                .send()
                                .body())
                .contains("<Code>InvalidRequest</Code>");
    }

    @Test
    void readsOnePart() {
        var got =
                fixture.s3.getObjectAsBytes(r ->
                        r.bucket(BUCKET)
                                .key("composite")
                                .partNumber(2)
                                .checksumMode(ChecksumMode.ENABLED));
        var head = fixture.s3.headObject(r -> r.bucket(BUCKET).key("full").partNumber(2));

        assertThat(got.asUtf8String()).isEqualTo("three");
        assertThat(got.response().contentRange()).isEqualTo("bytes 3-7/15");
        assertThat(got.response().partsCount()).isEqualTo(3);
        assertThat(got.response().checksumCRC32()).isNotNull().doesNotContain("-");
        assertThat(head.contentLength()).isEqualTo(5);
        assertThat(head.partsCount()).isEqualTo(2);
    }

    @Test
    void takesAnObjectOfOnePieceForItsFirstPart() {
        var got = fixture.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("plain").partNumber(1));

        assertThat(got.asUtf8String()).isEqualTo("plain");
        assertThat(got.response().partsCount()).isNull();
        assertThat(
                        fixture.s3
                                .headObject(r -> r.bucket(BUCKET).key("empty").partNumber(1))
                                .contentLength())
                .isZero();
    }

    @Test
    void refusesAPartThatIsNotThereOrARangeOfOne() {
        assertThatThrownBy(() ->
                        fixture.s3.getObjectAsBytes(
                                r -> r.bucket(BUCKET).key("composite").partNumber(4)))
                .satisfies(e -> assertError(e, 416, "InvalidPartNumber"));
        assertThatThrownBy(() ->
                        fixture.s3.getObjectAsBytes(r ->
                                r.bucket(BUCKET).key("composite").partNumber(1).range("bytes=0-1")))
                .satisfies(e -> assertError(e, 400, "InvalidRequest"));
    }

    private static GetObjectAttributesResponse attributes(
            String key, Consumer<GetObjectAttributesRequest.Builder> more) {
        return fixture.s3.getObjectAttributes(r -> more.accept(r.bucket(BUCKET).key(key)));
    }
}
