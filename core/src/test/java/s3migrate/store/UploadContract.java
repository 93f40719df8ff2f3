package s3migrate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ETag;
import s3migrate.object.PinnedObject;
import s3migrate.store.memory.Checksums;
import s3migrate.store.memory.MemoryBody;

/// What every store promises about the parts of an upload, up to its end.
interface UploadContract extends UploadUnderTest {

    @Test
    default void listsThePartsByNumberWithWhatWasComputedOverThem() {
        var upload = create(at("object"));
        var third = upload(upload, 3, MemoryBody.bytes(33));
        var first = upload(upload, 1, MemoryBody.bytes(11));
        assertThat(store().parts(upload)).hasValue(List.of(first, third));
        assertThat(first)
                .isEqualTo(
                        new UploadedPart(
                                1,
                                Checksums.etag(MemoryBody.bytes(11)),
                                11,
                                Optional.of(
                                        Checksums.of(
                                                ChecksumAlgorithm.CRC32C, MemoryBody.bytes(11)))));
    }

    @Test
    default void computesTheAlgorithmOfTheUploadOverEachPart() {
        for (var algorithm : ChecksumAlgorithm.values()) {
            if (algorithm.combinesOverParts()) {
                var upload = store().create(at("object"), PLAIN, algorithm);
                var part = upload(upload, 1, MemoryBody.bytes(11));
                assertThat(part.checksum()).hasValue(Checksums.of(algorithm, MemoryBody.bytes(11)));
            }
        }
    }

    @Test
    default void takesNoAlgorithmThatDoesNotCombineOverParts() {
        assertThatThrownBy(() -> store().create(at("object"), PLAIN, ChecksumAlgorithm.SHA256))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SHA256: accepted are checksums that combine over parts");
    }

    @Test
    default void replacesAPartOfTheSameNumber() {
        var upload = create(at("object"));
        upload(upload, 1, MemoryBody.bytes(10));
        var latest = upload(upload, 1, MemoryBody.bytes(20));
        assertThat(store().parts(upload)).hasValue(List.of(latest));
    }

    @Test
    default void listsMorePartsThanFitAPage() throws InterruptedException {
        var upload = create(at("object"));
        var uploaded =
                Racing.of(
                        13,
                        racer ->
                                IntStream.rangeClosed(racer * 77 + 1, racer * 77 + 77)
                                        .mapToObj(i -> upload(upload, i, new byte[] {(byte) i}))
                                        .toList());
        var all = uploaded.stream().flatMap(List::stream).toList();
        assertThat(all).hasSize(1_001);
        assertThat(store().parts(upload)).hasValue(all);
    }

    @Test
    default void knowsNoPartsOfAnUploadThatIsGone() {
        var upload = create(at("object"));
        upload(upload, 1, MemoryBody.bytes(10));
        store().abort(upload);
        assertThat(store().parts(upload)).isEmpty();
        assertThat(store().uploadPart(upload, part(1, 10), MemoryBody.of(new byte[10]))).isEmpty();
        assertThat(store().uploads(at("object"))).isEmpty();
        assertThat(store().find(at("object"))).isEmpty();
    }

    @Test
    default void abortsTwiceWithoutError() {
        var upload = create(at("object"));
        store().abort(upload);
        store().abort(upload);
        assertThat(store().parts(upload)).isEmpty();
    }

    @Test
    default void listsTheUploadsOfExactlyOneKey() {
        var first = create(at("a/key"));
        var second = create(at("a/key"));
        create(at("a/key2"));
        create(at("a/ke"));
        create(at("a/key/b"));
        assertThat(store().uploads(at("a/key")))
                .extracting(OpenUpload::id)
                .containsExactlyInAnyOrder(first.id(), second.id());
        assertThat(store().uploads(at("a/key")))
                .allSatisfy(row -> assertThat(row.destination()).isEqualTo(at("a/key")));
        assertThat(store().uploads(at("a"))).isEmpty();
    }

    @Test
    default void listsTheUploadsUnderAPrefixThatAreOlderThanALimit() {
        var inside = create(at("a/key ü"));
        var deeper = create(at("a/key ü/b"));
        create(at("b"));
        var later = Instant.now().plus(Duration.ofDays(1));
        var prefix = at("a/").key();
        assertThat(store().uploads(at("a/").bucket(), prefix, later))
                .extracting(OpenUpload::id, OpenUpload::destination)
                .containsExactlyInAnyOrder(
                        tuple(inside.id(), at("a/key ü")), tuple(deeper.id(), at("a/key ü/b")));
        assertThat(store().uploads(at("a/").bucket(), prefix, Instant.EPOCH)).isEmpty();
    }

    @Test
    default void uploadsToOddKeys() {
        for (String key : KeysInOrder.ALL) {
            var upload = create(at(key));
            var part = upload(upload, 1, MemoryBody.bytes(key.length()));
            assertThat(store().parts(upload)).as(key).hasValue(List.of(part));
            assertThat(store().uploads(at(key)))
                    .as(key)
                    .extracting(OpenUpload::id)
                    .containsExactly(upload.id());
            StoreUnderTest.written(complete(upload, List.of(part), ABSENT));
            assertThat(read(at(key))).as(key).hasValue(MemoryBody.bytes(key.length()));
            assertThat(store().parts(upload)).as(key).isEmpty();
        }
    }

    @Test
    default void uploadsNothingFromASourceThatKeepsBreaking() {
        var upload = create(at("object"));
        var body = MemoryBody.of(MemoryBody.bytes(100_000)).breaking(Integer.MAX_VALUE, 50_000);
        assertThatThrownBy(() -> store().uploadPart(upload, part(2, 100_000), body))
                .isInstanceOf(StoreException.Transient.class)
                .hasMessageContaining(
                        "%s: the source broke: connection reset (SourceBroken)"
                                .formatted(at("object")));
        assertThat(store().parts(upload)).hasValue(List.of());
    }

    @Test
    default void endsAPartAtOnceWhenTheSourceChanged() {
        var changed =
                new SourceChangedException(
                        new PinnedObject(at("source"), new ETag("0123"), Optional.empty(), 10));
        var upload = create(at("object"));
        var body =
                new StreamBody(
                        10,
                        () -> {
                            throw changed;
                        });
        assertThatThrownBy(() -> store().uploadPart(upload, part(1, 10), body)).isSameAs(changed);
        assertThat(store().parts(upload)).hasValue(List.of());
    }

    @Test
    default void keepsPartsThatRaceApart() throws InterruptedException {
        var upload = create(at("object"));
        var uploaded = Racing.of(16, i -> upload(upload, i + 1, MemoryBody.bytes(1_000 + i)));
        assertThat(store().parts(upload)).hasValue(uploaded);
    }
}
