package s3migrate.sandbox.s3.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.Tag;

/// Tags of objects.
abstract class TagsContract extends S3Contract {

    @Test
    void keepsTagsGivenWithTheObject() {
        putTagged("tagged", "x=1&z=");

        assertThat(tags("tagged")).containsExactlyInAnyOrder(tag("x", "1"), tag("z", ""));
    }

    @Test
    void decodesTheHeaderOfTags() {
        putTagged("encoded", "x%20y%2B=%C3%A9");

        assertThat(tags("encoded")).containsExactly(tag("x y+", "é"));
    }

    @Test
    void countsTags() {
        putTagged("counted", "x=1&z=2");
        put("bare", "body");

        assertThat(head("counted").tagCount()).isEqualTo(2);
        assertThat(head("bare").tagCount()).isNull();
    }

    @Test
    void replacesTagsAlone() {
        putTagged("retagged", "old=1");
        s3().putObjectTagging(r ->
                r.bucket(bucket()).key("retagged").tagging(t -> t.tagSet(tag("é :/", "+=@"))));

        assertThat(tags("retagged")).containsExactly(tag("é :/", "+=@"));
        assertThat(get("retagged")).isEqualTo("body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "&", "a,b", "key*"})
    void refusesTagsOfOtherCharacters(String key) {
        put("tagged", "body");

        refused(
                400,
                "InvalidTag",
                () ->
                        s3().putObjectTagging(r ->
                                r.bucket(bucket())
                                        .key("tagged")
                                        .tagging(t -> t.tagSet(tag(key, "v")))));
        assertThat(tags("tagged")).isEmpty();
    }

    @Test
    void hasNoTagsOfAnAbsentKey() {
        refused(404, "NoSuchKey", () -> tags("absent"));
    }

    private void putTagged(String key, String tagging) {
        s3().putObject(
                        r -> r.bucket(bucket()).key(key).tagging(tagging),
                        RequestBody.fromString("body"));
    }

    private List<Tag> tags(String key) {
        return s3().getObjectTagging(r -> r.bucket(bucket()).key(key)).tagSet();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
