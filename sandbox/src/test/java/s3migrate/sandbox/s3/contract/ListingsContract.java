package s3migrate.sandbox.s3.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/// ListObjectsV2: its order, its pages, its groups.
abstract class ListingsContract extends S3Contract {

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000})
    void listsInTheOrderOfUtf8InPagesOfAnySize(int size) {
        List<String> keys = listable().toList();
        keys.forEach(key -> put(key, "x"));

        assertThat(
                        s3()
                                .listObjectsV2Paginator(r ->
                                        r.bucket(bucket())
                                                .maxKeys(size)
                                                .encodingType(EncodingType.URL))
                                .contents()
                                .stream()
                                .map(S3Object::key))
                .containsExactlyElementsOf(keys.stream().sorted(OddKeys.UTF_8_ORDER).toList());
    }

    /// Odd keys that the server takes at all.
    Stream<String> listable() {
        return OddKeys.all().stream();
    }

    @Test
    void tellsOfEachObjectWhatItsHeadTells() {
        var put = put("k", "four");
        S3Object listed = list().contents().getFirst();

        assertThat(listed.key()).isEqualTo("k");
        assertThat(listed.size()).isEqualTo(4);
        assertThat(listed.eTag()).isEqualTo(put.eTag());
        assertThat(listed.storageClassAsString()).isEqualTo("STANDARD");
        assertThat(listed.lastModified()).isNotNull();
    }

    @Test
    void beginsAfterStartAfter() {
        put("a", "b", "c");

        assertThat(s3().listObjectsV2(r -> r.bucket(bucket()).startAfter("a")).contents())
                .extracting(S3Object::key)
                .containsExactly("b", "c");
        assertThat(s3().listObjectsV2(r -> r.bucket(bucket()).startAfter("aa")).contents())
                .extracting(S3Object::key)
                .containsExactly("b", "c");
    }

    @Test
    void listsOnlyThePrefix() {
        put("a", "b/1", "b/2", "b", "c");

        assertThat(s3().listObjectsV2(r -> r.bucket(bucket()).prefix("b/")).contents())
                .extracting(S3Object::key)
                .containsExactly("b/1", "b/2");
        assertThat(s3().listObjectsV2(r -> r.bucket(bucket()).prefix("x")).contents()).isEmpty();
    }

    @Test
    void hasNothingMoreWhereNothingWasAskedFor() {
        put("a", "b");

        var page = s3().listObjectsV2(r -> r.bucket(bucket()).maxKeys(0));

        assertThat(page.contents()).isEmpty();
        assertThat(page.isTruncated()).isFalse();
    }

    @Test
    void saysThatThereIsMore() {
        put("a", "b", "c");

        var page = s3().listObjectsV2(r -> r.bucket(bucket()).maxKeys(2));
        var rest =
                s3().listObjectsV2(r ->
                        r.bucket(bucket()).continuationToken(page.nextContinuationToken()));

        assertThat(page.isTruncated()).isTrue();
        assertThat(page.keyCount()).isEqualTo(2);
        assertThat(rest.isTruncated()).isFalse();
        assertThat(rest.contents()).extracting(S3Object::key).containsExactly("c");
    }

    @Test
    void rollsUpByDelimiter() {
        put("a", "b/1", "b/2", "c");

        var page = s3().listObjectsV2(r -> r.bucket(bucket()).delimiter("/"));

        assertThat(page.contents()).extracting(S3Object::key).containsExactly("a", "c");
        assertThat(page.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("b/");
        assertThat(page.keyCount()).isEqualTo(3);
    }

    @Test
    void countsAGroupAsOneKeyOfThePage() {
        put("a", "b/1", "b/2", "c", "d/1");

        var pages =
                s3()
                        .listObjectsV2Paginator(r -> r.bucket(bucket()).delimiter("/").maxKeys(2))
                        .stream()
                        .toList();

        assertThat(pages).extracting(ListObjectsV2Response::keyCount).containsExactly(2, 2);
        assertThat(pages.getFirst().commonPrefixes())
                .extracting(CommonPrefix::prefix)
                .containsExactly("b/");
        assertThat(pages.getLast().commonPrefixes())
                .extracting(CommonPrefix::prefix)
                .containsExactly("d/");
    }

    @Test
    void writesAControlCharacterThatNoParserTakes() throws Exception {
        put("a\u0001b");
        URI uri = URI.create(server().endpoint() + "/" + bucket() + "?list-type=2");

        assertThat(RawRequest.get(server(), uri).send().body()).containsPattern("a&#x0?1;b");
    }

    private ListObjectsV2Response list() {
        return s3().listObjectsV2(r -> r.bucket(bucket()));
    }

    private void put(String... keys) {
        for (String key : keys) {
            put(key, "x");
        }
    }
}
