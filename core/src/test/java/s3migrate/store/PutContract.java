package s3migrate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import s3migrate.object.Checksum;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectMetadata;
import s3migrate.object.PinnedObject;
import s3migrate.store.WriteAnswer.WrongBytes;
import s3migrate.store.memory.Checksums;
import s3migrate.store.memory.MemoryBody;

/// What every store promises about `put`.
interface PutContract extends StoreUnderTest {

    @Test
    default void keepsObjectsOfAnySize() {
        int fiveMiB = 5 << 20;
        for (int size : List.of(0, 1, fiveMiB - 1, fiveMiB, fiveMiB + 1)) {
            byte[] bytes = MemoryBody.bytes(size);
            put(at("object"), bytes);
            assertThat(store().find(at("object")).orElseThrow().size()).isEqualTo(size);
            assertThat(read(at("object"))).as("%d bytes", size).hasValue(bytes);
        }
    }

    @Test
    default void keepsEveryHeaderAndTheClassAsTheyWere() {
        var metadata =
                new ObjectMetadata(
                        Optional.of("text/html; charset=utf-8"),
                        Optional.of("gzip"),
                        Optional.of("de, en"),
                        Optional.of("attachment; filename=\"a b.html\""),
                        Optional.of("max-age=60"),
                        Optional.of("not a date"),
                        Optional.of("/elsewhere.html"),
                        Map.of("owner", "A  b=c", "mail", "=?UTF-8?B?w6k=?="));
        var what = new NewObject(metadata, Optional.of("STANDARD_IA"), Map.of());
        store().put(at("object"), what, MemoryBody.of(new byte[7]), Optional.empty(), ANY);
        var found = store().find(at("object")).orElseThrow();
        assertThat(found.metadata()).isEqualTo(metadata);
        assertThat(found.storageClass()).isEqualTo("STANDARD_IA");
    }

    @Test
    default void answersAnObjectWithoutATypeAsS3Does() {
        put(at("object"), new byte[1]);
        assertThat(store().find(at("object")).orElseThrow().metadata().contentType())
                .hasValue("binary/octet-stream");
    }

    @Test
    default void answersWithACrc32cOfItsOwnWhereNoneIsGiven() {
        byte[] bytes = MemoryBody.bytes(10_000);
        var expected = Optional.of(Checksums.of(ChecksumAlgorithm.CRC32C, bytes));
        assertThat(put(at("object"), bytes).checksum()).isEqualTo(expected);
        assertThat(store().find(at("object")).orElseThrow().checksum()).isEqualTo(expected);
    }

    @Test
    default void keepsTheChecksumItIsGiven() {
        for (var algorithm : ChecksumAlgorithm.values()) {
            for (int size : List.of(0, 10_000)) {
                byte[] bytes = MemoryBody.bytes(size);
                var checksum = Checksums.of(algorithm, bytes);
                var written = StoreUnderTest.written(put(at("object"), bytes, checksum));
                var found = store().find(at("object")).orElseThrow();
                assertThat(written.checksum()).hasValue(checksum);
                assertThat(found.checksum()).hasValue(checksum);
                assertThat(found.etag()).isEqualTo(written.etag());
            }
        }
    }

    @Test
    default void writesNothingWhereTheChecksumIsWrong() {
        for (var algorithm : ChecksumAlgorithm.values()) {
            var wrong = Checksums.of(algorithm, MemoryBody.bytes(99));
            assertThat(put(at("object"), MemoryBody.bytes(100), wrong))
                    .isInstanceOf(WrongBytes.class);
            assertThat(store().find(at("object"))).as(algorithm.name()).isEmpty();
        }
    }

    @Test
    default void refusesACompositeChecksum() {
        var composite =
                new Checksum(ChecksumAlgorithm.CRC32C, Checksum.Coverage.COMPOSITE, "AAAAAA==-2");
        assertThatThrownBy(() -> put(at("object"), new byte[3], composite))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(composite + ": accepted are checksums over the whole object");
    }

    @Test
    default void namesTheVersionItWrote() {
        var location = new ObjectLocation(versionedBucket(), "object");
        var written = put(location, new byte[1]);
        assertThat(written.versionId()).isPresent();
        assertThat(store().find(location).orElseThrow().versionId()).isEqualTo(written.versionId());
        assertThat(put(at("object"), new byte[1]).versionId()).isEmpty();
    }

    @Test
    default void makesNoObjectOfASourceThatKeepsBreaking() {
        var body = MemoryBody.of(MemoryBody.bytes(100_000)).breaking(Integer.MAX_VALUE, 50_000);
        assertThatThrownBy(() -> store().put(at("object"), PLAIN, body, Optional.empty(), ANY))
                .isInstanceOf(StoreException.Transient.class)
                .hasMessage(
                        "put %s: the source broke: connection reset (SourceBroken)", at("object"));
        assertThat(store().find(at("object"))).isEmpty();
    }

    @Test
    default void makesNoObjectOfASourceThatEndsEarly() {
        var body = new StreamBody(10, () -> new ByteArrayInputStream(new byte[7]));
        assertThatThrownBy(() -> store().put(at("object"), PLAIN, body, Optional.empty(), ANY))
                .isInstanceOf(StoreException.Transient.class)
                .hasMessage(
                        "put %s: the source ended after 7 of 10 bytes (SourceBroken)",
                        at("object"));
        assertThat(store().find(at("object"))).isEmpty();
    }

    @Test
    default void endsAtOnceWhenTheSourceChanged() {
        var changed =
                new SourceChangedException(
                        new PinnedObject(at("source"), new ETag("0123"), Optional.empty(), 10));
        var opens = new AtomicInteger();
        var body =
                new StreamBody(
                        10,
                        () -> {
                            opens.incrementAndGet();
                            throw changed;
                        });
        assertThatThrownBy(() -> store().put(at("object"), PLAIN, body, Optional.empty(), ANY))
                .isSameAs(changed);
        assertThat(opens).hasValue(1);
        assertThat(store().find(at("object"))).isEmpty();
    }

    @Test
    default void letsTheSourcesOwnErrorThrough() {
        var refused = new StoreException.ObjectRefused("AccessDenied", "get s3://a/b: denied");
        var body =
                new StreamBody(
                        10,
                        () -> {
                            throw refused;
                        });
        assertThatThrownBy(() -> store().put(at("object"), PLAIN, body, Optional.empty(), ANY))
                .isSameAs(refused);
    }
}
