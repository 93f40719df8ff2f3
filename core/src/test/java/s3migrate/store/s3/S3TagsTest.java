package s3migrate.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectMetadata;
import s3migrate.object.StoredObject;
import s3migrate.route.StoreProfile;
import s3migrate.store.StoreException;

/// When the tags of objects are asked for, so that none are lost where they may not be read, and
/// few requests are made where there are none.
class S3TagsTest {

    private static final String NO_TAGS = "<Tagging><TagSet/></Tagging>";
    private static final String ONE_TAG =
            "<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>";

    private final ScriptedHttp http = new ScriptedHttp();
    private final S3ObjectStore aws = ScriptedStore.over(http, S3Terms.of(StoreProfile.AWS));
    private final S3ObjectStore other = ScriptedStore.outsideAws(http);

    @Test
    void ofAnAwsBucketOneObjectIsAskedForThenNoCountMeansNoTags() {
        http.answer(200, Map.of(), NO_TAGS);

        for (int i = 0; i < 3; i++) {
            assertThat(aws.tagsOf(object("one", 0))).isEmpty();
        }
        assertThat(http.requests()).hasSize(1);
        assertThat(http.requests().getFirst().rawQueryParameters()).doesNotContainKey("versionId");

        assertThat(aws.tagsOf(object("two", 0))).isEmpty();
        assertThat(http.requests()).hasSize(2);
    }

    /// Or the tags of all objects to come would be lost where they may not be read any more.
    @Test
    void afterFiveMinutesOneObjectIsAskedForAgain() {
        http.answer(200, Map.of(), NO_TAGS)
                .refuse(403, "AccessDenied", "not authorized to perform: s3:GetObjectTagging");
        var now = new AtomicLong(Long.MAX_VALUE - 1);
        var reads = new S3Reads(ScriptedStore.client(http), new VersionIds(false), 1);
        var tags = new S3Tags(reads, true, now::get);

        assertThat(tags.of(object("one", 0))).isEmpty();
        now.addAndGet(Duration.ofMinutes(5).toNanos() - 1);
        assertThat(tags.of(object("one", 0))).isEmpty();
        now.incrementAndGet();

        assertThatThrownBy(() -> tags.of(object("one", 0)))
                .isInstanceOf(StoreException.RouteRefused.class);
        assertThat(http.requests()).hasSize(2);
    }

    @Test
    void aCountThatCameShowsThatCountsDo() {
        http.answer(200, Map.of(), ONE_TAG);

        assertThat(other.tagsOf(object("one", 1))).isEqualTo(Map.of("k", "v"));
        assertThat(other.tagsOf(object("one", 0))).isEmpty();

        assertThat(http.requests()).hasSize(1);
    }

    @Test
    void aStoreThatIsNotAwsIsAskedForEachObjectUntilItToldACount() {
        http.answer(200, Map.of(), NO_TAGS).answer(200, Map.of(), ONE_TAG);

        assertThat(other.tagsOf(object("one", 0))).isEmpty();
        assertThat(other.tagsOf(object("one", 0))).isEqualTo(Map.of("k", "v"));

        assertThat(http.requests()).hasSize(2);
    }

    @Test
    void aStoreWithoutTagsHasNone() {
        http.refuse(501, "NotImplemented", "no tags here");

        assertThat(other.tagsOf(object("one", 0))).isEmpty();
    }

    @Test
    void whoMayNotReadTagsIsToldSoForObjectsWithoutACountToo() {
        http.refuse(403, "AccessDenied", "not authorized to perform: s3:GetObjectTagging");

        assertThatThrownBy(() -> aws.tagsOf(object("one", 0)))
                .isInstanceOfSatisfying(
                        StoreException.RouteRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo("TagsDenied"))
                .hasMessage(
                        "get tags of s3://one/key: not authorized to perform: s3:GetObjectTagging (AccessDenied, HTTP 403, request R1); whether objects have tags is told only to who may read them: allow s3:GetObjectTagging and s3:GetObjectVersionTagging on the source, or choose to leave tags out (tags: drop; sync --copy-props metadata-directive)");
    }

    private static StoredObject object(String bucket, int tags) {
        return new StoredObject(
                new ObjectLocation(bucket, "key"),
                new ETag("0123"),
                Optional.of("v7"),
                10,
                Instant.EPOCH,
                StoredObject.STANDARD,
                ObjectMetadata.NONE,
                Optional.empty(),
                false,
                tags);
    }
}
