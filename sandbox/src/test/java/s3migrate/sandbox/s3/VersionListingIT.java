package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.contract.Refusals.assertError;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.s3.contract.RawRequest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

class VersionListingIT {
    private static final List<String> KEYS = List.of("a/1", "a/2", "b c", "z", "～", "😀");

    @TempDir static Path directory;
    private static S3Fixture fixture;

    /// Every key with two versions and, on "b c", a marker in between.
    @BeforeAll
    static void start() throws IOException, InterruptedException {
        fixture = new S3Fixture(directory);
        createVersioned("listed");
        for (String key : KEYS) {
            put("listed", key, "old");
        }
        fixture.s3.deleteObject(r -> r.bucket("listed").key("b c"));
        for (String key : KEYS.reversed()) {
            put("listed", key, "new");
        }
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void rollsKeysUpToTheDelimiter() {
        var first = list(r -> r.bucket("listed").delimiter("/").maxKeys(1));
        var second = list(r -> r.bucket("listed").delimiter("/").keyMarker(first.nextKeyMarker()));

        assertThat(first.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("a/");
        assertThat(first.versions()).isEmpty();
        assertThat(first.nextVersionIdMarker()).isNull();
        assertThat(second.commonPrefixes()).isEmpty();
        assertThat(second.versions()).hasSize(2 * (KEYS.size() - 2));
    }

    @Test
    void encodesKeysIfAsked() throws IOException, InterruptedException {
        var answer =
                RawRequest.get(
                                fixture,
                                fixture.server
                                        .https()
                                        .resolve(
                                                "/listed?encoding-type=url&prefix=b%20c&versions="))
                        .send();

        assertThat(answer.body()).contains("<Key>b+c</Key>", "<EncodingType>url</EncodingType>");
    }

    @Test
    void refusesAVersionMarkerAlone() {
        assertThatThrownBy(() -> list(r -> r.bucket("listed").versionIdMarker("v")))
                .satisfies(e -> assertError(e, 400, "InvalidArgument"));
    }

    @Test
    void deletesManyVersionsInOneRequest() {
        createVersioned("many");
        String one = put("many", "k", "one");
        String two = put("many", "k", "two");
        String marker = fixture.s3.deleteObject(r -> r.bucket("many").key("k")).versionId();

        var answer =
                fixture.s3.deleteObjects(r ->
                        r.bucket("many")
                                .delete(d -> d.objects(named("k", two), named("k", marker))));

        assertThat(answer.deleted())
                .filteredOn(d -> Boolean.TRUE.equals(d.deleteMarker()))
                .singleElement()
                .satisfies(d -> assertThat(d.deleteMarkerVersionId()).isEqualTo(marker));
        assertThat(rows(list(r -> r.bucket("many")))).containsExactly("k#" + one);
        assertThat(fixture.s3.headObject(r -> r.bucket("many").key("k")).versionId())
                .isEqualTo(one);
    }

    @Test
    void deletesAVersionOnlyWithTheRightETag() {
        createVersioned("conditional");
        String id = put("conditional", "k", "x");

        assertThatThrownBy(() ->
                        fixture.s3.deleteObject(r ->
                                r.bucket("conditional").key("k").versionId(id).ifMatch("\"00\"")))
                .satisfies(e -> assertError(e, 412, "PreconditionFailed"));
        assertThat(rows(list(r -> r.bucket("conditional")))).containsExactly("k#" + id);
    }

    private static ObjectIdentifier named(String key, String versionId) {
        return ObjectIdentifier.builder().key(key).versionId(versionId).build();
    }

    private static List<String> rows(ListObjectVersionsResponse page) {
        return Stream.concat(
                        page.versions().stream().map(v -> v.key() + "#" + v.versionId()),
                        page.deleteMarkers().stream().map(m -> m.key() + "#" + m.versionId()))
                .toList();
    }

    private static ListObjectVersionsResponse list(
            Consumer<ListObjectVersionsRequest.Builder> request) {
        return fixture.s3.listObjectVersions(request);
    }

    private static void createVersioned(String bucket) {
        fixture.s3.createBucket(r -> r.bucket(bucket));
        version(bucket, BucketVersioningStatus.ENABLED);
    }

    private static void version(String bucket, BucketVersioningStatus status) {
        fixture.s3.putBucketVersioning(
                r -> r.bucket(bucket).versioningConfiguration(c -> c.status(status)));
    }

    /// Answers the version's id.
    private static String put(String bucket, String key, String text) {
        return Optional.ofNullable(
                        fixture.s3
                                .putObject(
                                        r -> r.bucket(bucket).key(key),
                                        RequestBody.fromString(text))
                                .versionId())
                .orElse("null");
    }
}
