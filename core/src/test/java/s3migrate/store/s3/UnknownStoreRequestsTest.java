package s3migrate.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.store.s3.ScriptedStore.KEY;
import static s3migrate.store.s3.ScriptedStore.PLAIN;
import static s3migrate.store.s3.ScriptedStore.UPLOAD;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.object.Checksum;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ETag;
import s3migrate.route.StoreProfile;
import s3migrate.store.Expectation;
import s3migrate.store.NewObject;
import s3migrate.store.ObjectStore;
import s3migrate.store.StoreException;
import s3migrate.store.UploadedPart;
import s3migrate.store.memory.MemoryBody;

/// What a store of which nothing is known is asked for: nothing that not every store has.
final class UnknownStoreRequestsTest {

    private static final Checksum CRC =
            Checksum.ofWhole(ChecksumAlgorithm.CRC64NVME, "AAAAAAAAAAA=");
    private static final Map<String, String> ANSWER = Map.of("ETag", "\"0123\"");

    private final ScriptedHttp http = new ScriptedHttp().answer(200, ANSWER, "");

    @Test
    void aPutCarriesNeitherChecksumNorTrailer() {
        put(PLAIN, Optional.of(CRC));
        demandNothingSpecial();
        put(PLAIN, Optional.empty());
        demandNothingSpecial();
        assertThat(http.sentBody()).isEqualTo("0123456789");
    }

    @Test
    void anUploadIsBegunAndCompletedWithoutChecksums() {
        http.answer(200, Map.of(), "<R><UploadId>u</UploadId><ETag>e</ETag></R>");
        http.answer(200, Map.of(), "<R><UploadId>u</UploadId><ETag>e</ETag></R>");
        put(PLAIN, Optional.empty());
        store().create(KEY, PLAIN, ChecksumAlgorithm.CRC64NVME);
        demandNothingSpecial();
        var part = new UploadedPart(1, new ETag("e"), 10, Optional.empty());
        var checksum = Checksum.ofWhole(ChecksumAlgorithm.CRC32C, "AAAAAA==");
        store().complete(UPLOAD, List.of(part), 10, Optional.of(checksum), new Expectation.Any());
        demandNothingSpecial();
    }

    @Test
    void aDeleteHasNoCondition() {
        store().delete(KEY, new ETag("0123"));
        assertThat(http.sent("If-Match")).isEmpty();
    }

    @Test
    void anObjectWithTagsIsRefusedRatherThanStrippedOfThem() {
        var tagged = new NewObject(PLAIN.metadata(), Optional.empty(), Map.of("a", "b"));
        assertThatThrownBy(() -> put(tagged, Optional.empty()))
                .isInstanceOf(StoreException.ObjectRefused.class)
                .hasMessage(
                        "put s3://bucket/key: the object has tags, and the profile of the store (none) has none (TagsNotKept)");
        assertThat(http.requests()).isEmpty();
    }

    private void demandNothingSpecial() {
        assertThat(http.requests().getLast().headers().keySet())
                .noneMatch(name ->
                        name.toLowerCase(Locale.ROOT)
                                .matches(
                                        ".*checksum.*|.*trailer.*|if-.*|x-amz-mp-.*|x-amz-sdk-checksum.*"));
        assertThat(http.sent("x-amz-content-sha256")).hasValue("UNSIGNED-PAYLOAD");
    }

    private void put(NewObject what, Optional<Checksum> checksum) {
        store().put(
                        KEY,
                        what,
                        MemoryBody.of(
                                "0123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                        checksum,
                        new Expectation.Any());
    }

    private ObjectStore store() {
        return ScriptedStore.over(http, StoreProfile.UNKNOWN);
    }
}
