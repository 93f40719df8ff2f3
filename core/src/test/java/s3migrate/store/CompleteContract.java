package s3migrate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ObjectMetadata;
import s3migrate.store.WriteAnswer.NoSuchUpload;
import s3migrate.store.WriteAnswer.Refused;
import s3migrate.store.WriteAnswer.Written;
import s3migrate.store.WriteAnswer.WrongBytes;
import s3migrate.store.memory.Checksums;
import s3migrate.store.memory.MemoryBody;

/// What every store promises about `complete`.
interface CompleteContract extends UploadUnderTest {

    @Test
    default void makesOneObjectOfTheParts() {
        for (var algorithm : ChecksumAlgorithm.values()) {
            if (algorithm.combinesOverParts()) {
                byte[] whole = joined(partBytes(1), partBytes(2), MemoryBody.bytes(7));
                var checksum = Checksums.of(algorithm, whole);
                var upload = store().create(at("object"), PLAIN, algorithm);
                var parts = upload(upload, partBytes(1), partBytes(2), MemoryBody.bytes(7));
                var written =
                        StoreUnderTest.written(
                                store().complete(
                                                upload,
                                                parts,
                                                whole.length,
                                                Optional.of(checksum),
                                                ANY));
                var found = store().find(at("object")).orElseThrow();
                assertThat(written.etag().value()).endsWith("-3");
                assertThat(written.checksum()).hasValue(checksum);
                assertThat(found.etag()).isEqualTo(written.etag());
                assertThat(found.checksum()).hasValue(checksum);
                assertThat(read(at("object"))).hasValue(whole);
            }
        }
    }

    @Test
    default void endsTheUpload() {
        var upload = create(at("object"));
        var parts = upload(upload, new byte[3]);
        complete(upload, parts, ANY);
        assertThat(store().parts(upload)).isEmpty();
        assertThat(store().uploads(at("object"))).isEmpty();
    }

    @Test
    default void givesTheObjectWhatTheUploadWasBegunWith() {
        var metadata =
                new ObjectMetadata(
                        Optional.of("text/plain"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("no-cache"),
                        Optional.of("0"),
                        Optional.empty(),
                        Map.of("a", "b"));
        var what = new NewObject(metadata, Optional.of("GLACIER_IR"), Map.of("t", "1 2"));
        var upload = store().create(at("object"), what, ChecksumAlgorithm.CRC64NVME);
        complete(upload, upload(upload, new byte[3]), ANY);
        var found = store().find(at("object")).orElseThrow();
        assertThat(found.metadata()).isEqualTo(metadata);
        assertThat(found.storageClass()).isEqualTo("GLACIER_IR");
        assertThat(store().tags(found.pinned())).isEqualTo(Map.of("t", "1 2"));
    }

    @Test
    default void refusesAWrongChecksumAndKeepsTheUpload() {
        var upload = create(at("object"));
        var parts = upload(upload, MemoryBody.bytes(9));
        var wrong = Checksums.of(ChecksumAlgorithm.CRC32C, MemoryBody.bytes(8));
        var right = Checksums.of(ChecksumAlgorithm.CRC32C, MemoryBody.bytes(9));
        assertThat(store().complete(upload, parts, 9, Optional.of(wrong), ABSENT))
                .isInstanceOf(WrongBytes.class);
        assertThat(store().find(at("object"))).isEmpty();
        assertThat(store().parts(upload)).hasValue(parts);
        assertThat(store().complete(upload, parts, 9, Optional.of(right), ABSENT))
                .isInstanceOf(Written.class);
    }

    @Test
    default void refusesAWrongSizeAndKeepsTheUpload() {
        var upload = create(at("object"));
        var parts = upload(upload, MemoryBody.bytes(9));
        assertThat(store().complete(upload, parts, 10, Optional.empty(), ABSENT))
                .isInstanceOf(WrongBytes.class);
        assertThat(store().find(at("object"))).isEmpty();
        assertThat(store().parts(upload)).hasValue(parts);
    }

    @Test
    default void takesNoChecksumOfAnotherAlgorithmThanTheUploads() {
        var upload = create(at("object"));
        var parts = upload(upload, new byte[3]);
        var other = Optional.of(Checksums.of(ChecksumAlgorithm.CRC32, new byte[3]));
        assertThatThrownBy(() -> store().complete(upload, parts, 3, other, ANY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(other.get() + ": accepted are checksums of the upload's CRC32C");
    }

    @Test
    default void answersASecondCompleteLikeTheFirstOrKnowsTheUploadNoMore() {
        var upload = create(at("object"));
        var parts = upload(upload, new byte[3]);
        var first = StoreUnderTest.written(complete(upload, parts, ABSENT));
        switch (complete(upload, parts, ABSENT)) {
            case Written again -> assertThat(again.etag()).isEqualTo(first.etag());
            case NoSuchUpload _ -> {}
            case Refused refused -> throw new AssertionError(refused);
            case WrongBytes wrong -> throw new AssertionError(wrong);
        }
        assertThat(read(at("object"))).hasValue(new byte[3]);
    }

    @Test
    default void cannotCompleteAnAbortedUpload() {
        var upload = create(at("object"));
        var parts = upload(upload, new byte[3]);
        store().abort(upload);
        assertThat(complete(upload, parts, ABSENT)).isEqualTo(new NoSuchUpload());
    }

    @Test
    default void asksToListAgainWhereAPartWasReplaced() {
        var upload = create(at("object"));
        var parts = upload(upload, new byte[3]);
        upload(upload, 1, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> complete(upload, parts, ABSENT))
                .isInstanceOfSatisfying(
                        StoreException.Transient.class,
                        e -> assertThat(e.code()).isEqualTo("InvalidPart"));
        assertThat(store().find(at("object"))).isEmpty();
    }

    @Test
    default void refusesPartsThatAreTooSmall() {
        Assumptions.assumeTrue(minimumPartBytes() > 1, "every part is large enough here");
        var upload = create(at("object"));
        var parts = upload(upload, new byte[1], new byte[1]);
        assertThatThrownBy(() -> complete(upload, parts, ABSENT))
                .isInstanceOfSatisfying(
                        StoreException.ObjectRefused.class,
                        e -> assertThat(e.code()).isEqualTo("EntityTooSmall"));
        assertThat(store().parts(upload)).hasValue(List.copyOf(parts));
    }

    private static byte[] joined(byte[]... parts) {
        var whole = ByteBuffer.allocate(List.of(parts).stream().mapToInt(p -> p.length).sum());
        for (byte[] part : parts) {
            whole.put(part);
        }
        return whole.array();
    }
}
