package s3migrate.sandbox.s3.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;

/// ListObjectVersions: versions and delete markers, by key, newest first.
abstract class VersionListingsContract extends S3Contract {
    private static final List<String> KEYS = List.of("a/1", "a/2", "b c", "～", "😀");

    @Test
    void tellsVersionsAndMarkersApartNewestFirst() {
        setVersioning(BucketVersioningStatus.ENABLED);
        String one = put("k", "one").versionId();
        delete("k");
        String two = put("k", "two").versionId();

        var page = list(_ -> {});

        assertThat(page.versions()).extracting(v -> v.versionId()).containsExactly(two, one);
        assertThat(page.versions()).extracting(v -> v.isLatest()).containsExactly(true, false);
        assertThat(page.versions()).extracting(v -> v.size()).containsExactly(3L, 3L);
        assertThat(page.deleteMarkers())
                .singleElement()
                .satisfies(marker -> assertThat(marker.isLatest()).isFalse());
        assertThat(page.isTruncated()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000})
    void pagesThroughAllOfThemEvenWithinAKey(int size) {
        setVersioning(BucketVersioningStatus.ENABLED);
        List<String> expected = new ArrayList<>();
        for (String key : KEYS) {
            String old = put(key, "old").versionId();
            expected.add(key + "#" + put(key, "new").versionId());
            expected.add(key + "#" + old);
        }

        List<String> found = new ArrayList<>();
        Optional<ListObjectVersionsResponse> last = Optional.empty();
        do {
            var before = last;
            var page =
                    list(r -> {
                        r.maxKeys(size);
                        before.ifPresent(b ->
                                r.keyMarker(b.nextKeyMarker())
                                        .versionIdMarker(b.nextVersionIdMarker()));
                    });
            assertThat(page.versions()).as("no page is empty").isNotEmpty();
            rows(page).forEach(found::add);
            last = Optional.of(page);
        } while (last.get().isTruncated());

        assertThat(found).containsExactlyElementsOf(expected);
    }

    @Test
    void beginsBehindTheKeyMarker() {
        setVersioning(BucketVersioningStatus.ENABLED);
        put("a", "x");
        put("b", "x");
        put("b", "y");

        assertThat(list(r -> r.keyMarker("a")).versions())
                .extracting(v -> v.key())
                .containsExactly("b", "b");
        assertThat(list(r -> r.keyMarker("b")).versions()).isEmpty();
    }

    @Test
    void listsObjectsFromBeforeVersioningAsNull() {
        put("k", "x");

        assertThat(list(_ -> {}).versions())
                .singleElement()
                .satisfies(v -> {
                    assertThat(v.versionId()).isEqualTo("null");
                    assertThat(v.isLatest()).isTrue();
                });
    }

    @Test
    void keepsTheNullVersionBesideNewerOnes() {
        put("k", "before");
        setVersioning(BucketVersioningStatus.ENABLED);
        String after = put("k", "after").versionId();

        assertThat(rows(list(_ -> {}))).containsExactly("k#" + after, "k#null");
    }

    @Test
    void replacesOnlyTheNullVersionWhileSuspended() {
        setVersioning(BucketVersioningStatus.ENABLED);
        String kept = put("k", "kept").versionId();
        setVersioning(BucketVersioningStatus.SUSPENDED);
        put("k", "null 1");
        put("k", "null 2");

        assertThat(rows(list(_ -> {}))).containsExactly("k#null", "k#" + kept);
        delete("k");
        var page = list(_ -> {});
        assertThat(page.deleteMarkers())
                .singleElement()
                .satisfies(marker -> assertThat(marker.versionId()).isEqualTo("null"));
        assertThat(rows(page)).containsExactly("k#" + kept);
    }

    private ListObjectVersionsResponse list(Consumer<ListObjectVersionsRequest.Builder> more) {
        return s3().listObjectVersions(r -> more.accept(r.bucket(bucket()).encodingType("url")));
    }

    private static Stream<String> rows(ListObjectVersionsResponse page) {
        return page.versions().stream().map(v -> v.key() + "#" + v.versionId());
    }
}
